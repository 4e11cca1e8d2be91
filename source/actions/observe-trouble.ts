import type {Observed} from '../core/explain/conclude.js';
import {behindPort, type Path, targetEnd} from '../core/explain/path.js';
import {type PathTarget, withPort} from '../core/explain/target.js';
import type {Container} from '../core/model/container.js';
import {networksOfNamespace} from '../core/names/resolve.js';
import {gatewayOf} from '../core/plan/endpoint-order.js';
import {tasksOf} from '../core/plan/of-host.js';
import type {Probed} from '../core/probes/probed.js';
import {runningOn} from '../core/rules/members.js';
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
	// Whether its name resolves is another question.
	const known = resolution?.by === 'network' && 'address' in to ? to.address : undefined;
	const isPinged = target.port === undefined && !(known && probe.result?.result === 'no-name');
	const neighbour = isAbroad ? undefined : neighbourOf(path);
	const [fromHost, ping, lookup, hostLookup, within, beside, ...tasks] = await Promise.all([
		isForHost ? askAs(host, 'address' in to && to.address ? to.address : target.target) : undefined,
		isPinged ? undefined : ask({target: known ?? target.target, protocol: 'tcp'}, run),
		isAbroad || resolution?.by === 'network' ? lookUp(run.asker, run.via) : undefined,
		isAbroad ? lookUp(host, undefined) : undefined,
		owner && askAs(askerOf(owner), '127.0.0.1'),
		neighbour && askAs(askerOf(neighbour), target.target),
		...taskAddresses(path).map(address => ask({...target, target: address}, run)),
	]);
	return {
		...(fromHost && {fromHost}),
		...(ping && {ping}),
		...(lookup && {lookup}),
		...(hostLookup && {hostLookup}),
		...(within && {within}),
		...(beside && {neighbour: beside}),
		tasks: tasks.filter(task => task !== undefined),
	};
}

/** The host's proxy accepts connections to a published port, whoever is behind it, and may be gone: the container is asked at its own address. */
export async function observeBehind(
	path: Path,
	run: ProbeRun,
	tried?: {readonly target: PathTarget; readonly probe: Probed},
): Promise<Omit<Observed, 'probe'>> {
	const behind = behindPort(path);
	const owner = targetEnd(path)?.owner;
	if (path.question.protocol !== 'tcp' || !behind || !owner) return {};
	const askAs = (by: Asker, address: string) =>
		ask({target: address, port: behind.port, protocol: 'tcp'}, {...run, asker: by, via: undefined});
	const host = hostAsker(run.engine.host);
	const fromHost = await askAs(host, behind.address);
	if (path.host?.engine === 'podman' && tried?.probe.result?.result === 'ok') {
		const look = () => runProbe('listeners', {target: ''}, {...run, asker: host, via: undefined});
		const before = await look();
		await ask(tried.target, run);
		return {fromHost, waiting: [before, await look()]};
	}

	if (fromHost.result?.result !== 'refused') return {fromHost};
	return {fromHost, within: await askAs(askerOf(owner), '127.0.0.1')};
}

/** Another container that goes out by the same network: it tells whether it is the network. */
function neighbourOf({from, to, snapshot}: Path): Container | undefined {
	if (to.kind !== 'outside' || from.mode !== 'own') return undefined;
	const version = to.address?.includes(':') ? 6 : 4;
	const way = gatewayOf(from.networks, version)?.network;
	return (way ? runningOn(way, snapshot) : []).find(
		({container}) =>
			container !== from.owner && gatewayOf(networksOfNamespace(container, snapshot), version)?.network === way,
	)?.container;
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
