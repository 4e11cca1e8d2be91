import type {Observed} from '../core/explain/conclude.js';
import {behindPort, type Path, targetEnd} from '../core/explain/path.js';
import {type PathTarget, withPort} from '../core/explain/target.js';
import {tasksOf} from '../core/plan/of-host.js';
import type {Probed} from '../core/probes/probed.js';
import {type ProbeRun, runProbe} from './run-probe.js';
import {type Asker, askerOf, hostAsker} from './vantages.js';

const mostTasks = 5;

/** One probe of a path: a ping where no port was named. */
export function ask({target, port, protocol}: PathTarget, run: ProbeRun): Promise<Probed> {
	if (port === undefined) return runProbe('ping', {target, count: 2}, run);
	return runProbe(protocol, {target: withPort(target, port)}, run);
}

/** What tells the causes apart, where a probe of the path failed although nothing was predicted to: others ask, and by other ways. */
export async function observeTrouble(
	path: Path,
	target: PathTarget,
	probe: Probed,
	run: ProbeRun,
): Promise<Omit<Observed, 'probe'>> {
	const {to, resolution} = path;
	const host = hostAsker(run.engine.host);
	const askAs = (by: Asker, address: string) => ask({...target, target: address}, {...run, asker: by, via: undefined});
	const lookUp = (by: Asker, via: ProbeRun['via']) =>
		runProbe('dns', {target: target.target}, {...run, asker: by, via});
	const isForHost = (to.kind === 'outside' || to.kind === 'container') && run.asker.place.kind === 'container';
	const isAbroad = resolution?.by === 'upstream';
	const owner = to.kind === 'container' && probe.result?.result === 'refused' ? targetEnd(path)?.owner : undefined;
	const [fromHost, ping, lookup, hostLookup, within, ...tasks] = await Promise.all([
		isForHost ? askAs(host, 'address' in to && to.address ? to.address : target.target) : undefined,
		target.port === undefined ? undefined : ask({target: target.target, protocol: 'tcp'}, run),
		isAbroad || resolution?.by === 'network' ? lookUp(run.asker, run.via) : undefined,
		isAbroad ? lookUp(host, undefined) : undefined,
		owner && askAs(askerOf(owner), '127.0.0.1'),
		...taskAddresses(path).map(address => ask({...target, target: address}, run)),
	]);
	return {
		...(fromHost && {fromHost}),
		...(ping && {ping}),
		...(lookup && {lookup}),
		...(hostLookup && {hostLookup}),
		...(within && {within}),
		tasks: tasks.filter(task => task !== undefined),
	};
}

/** The host's proxy accepts connections to a published port, whoever is behind it, and may be gone: the container is asked at its own address. */
export async function observeBehind(
	path: Path,
	target: PathTarget,
	probe: Probed,
	run: ProbeRun,
): Promise<Omit<Observed, 'probe'>> {
	const behind = behindPort(path);
	const owner = targetEnd(path)?.owner;
	if (probe.kind !== 'tcp' || !behind || !owner) return {};
	const askAs = (by: Asker, address: string) =>
		ask({target: address, port: behind.port, protocol: 'tcp'}, {...run, asker: by, via: undefined});
	const host = hostAsker(run.engine.host);
	const fromHost = await askAs(host, behind.address);
	if (path.host?.engine === 'podman' && probe.result?.result === 'ok') {
		const look = () => runProbe('listeners', {target: ''}, {...run, asker: host, via: undefined});
		const before = await look();
		await ask(target, run);
		return {fromHost, waiting: [before, await look()]};
	}

	if (fromHost.result?.result !== 'refused') return {fromHost};
	return {fromHost, within: await askAs(askerOf(owner), '127.0.0.1')};
}

/** Addresses of the service's running tasks, some of them. */
function taskAddresses({to, snapshot}: Path): readonly string[] {
	if (to.kind !== 'service') return [];
	return tasksOf(to.service, snapshot)
		.filter(({state}) => state === 'running')
		.flatMap(({addresses}) => addresses.filter(({networkId}) => networkId === to.network.id))
		.slice(0, mostTasks)
		.map(({address}) => address);
}
