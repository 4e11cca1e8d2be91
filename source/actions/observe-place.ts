import type {Change} from '../core/model/change.js';
import type {Container} from '../core/model/container.js';
import {type Key, keyOf} from '../core/model/reference.js';
import type {Probed} from '../core/probes/probed.js';
import {type ProbeRun, runProbe} from './run-probe.js';
import {withoutTheOdd} from './without-the-odd.js';

const files = {resolvConf: '/etc/resolv.conf', hosts: '/etc/hosts'} as const;

/** What the engine reads of the container's files: nothing runs there. Undefined: there is none of them. */
export async function readContainerFiles(
	container: Container,
	{engine, signal, now, inTime = signal}: Pick<ProbeRun, 'engine' | 'signal' | 'now'> & {readonly inTime?: AbortSignal},
): Promise<Change | undefined> {
	const read = async ([name, path]: readonly [string, string]) => {
		const bytes = await withoutTheOdd(signal, () => engine.readFile(container.id, path, inTime));
		return bytes ? [[name, new TextDecoder().decode(bytes)] as const] : [];
	};
	const found = (await Promise.all(Object.entries(files).map(read))).flat();
	if (found.length === 0) return undefined;
	return {type: 'observed', key: keyOf(container), observation: {at: now(), ...Object.fromEntries(found)}};
}

/** Sockets and routes of the asker's place, each where it could be read; with the host's routes, whether it forwards. `inTime`: when to give up. */
export async function observePlace(
	kinds: readonly ('listeners' | 'routes')[],
	key: Key,
	run: ProbeRun & {readonly inTime?: AbortSignal},
): Promise<readonly Change[]> {
	const {signal, now, inTime = signal} = run;
	const quiet = {...run, signal: inTime, onProgress: undefined, via: undefined};
	const observed = await Promise.all(
		kinds.map(async (kind): Promise<readonly Change[]> => {
			const probed = await withoutTheOdd(signal, () => runProbe(kind, {target: ''}, quiet));
			if (probed?.result?.result !== 'ok') return [];
			const forwarding =
				kind === 'routes' && probed.place.kind === 'host' ? await readForwarding(probed, run) : undefined;
			const observation = {at: now(), [kind]: probed.result, ...(forwarding !== undefined && {forwarding})};
			return [{type: 'observed', key, observation}];
		}),
	);
	return observed.flat();
}

/** Where the routes were read. */
async function readForwarding(
	{vantage}: Probed,
	{engine, signal, inTime = signal}: ProbeRun & {readonly inTime?: AbortSignal},
): Promise<boolean | undefined> {
	if (!vantage) return undefined;
	const options = {timeoutMs: 3000, signal: inTime};
	const argv = ['cat', '/proc/sys/net/ipv4/ip_forward'];
	const read = await withoutTheOdd(signal, () => engine.execute(vantage, argv, options));
	return read?.exitCode === 0 ? read.stdout.trim() !== '0' : undefined;
}
