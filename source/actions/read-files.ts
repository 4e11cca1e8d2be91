import type {Change} from '../core/model/change.js';
import type {Container} from '../core/model/container.js';
import type {Observation} from '../core/model/observation.js';
import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {containersOf} from '../core/plan/of-host.js';
import {reduce} from '../store/reduce.js';
import type {Examination} from './examine.js';
import {withoutTheOdd} from './without-the-odd.js';

const files = {resolvConf: '/etc/resolv.conf', hosts: '/etc/hosts'} as const;
type Files = Pick<Observation, keyof typeof files>;

const mostContainers = 200;
/** Milliseconds. Whoever only looks wants the answer at once. */
const longest = {looking: 500, probing: 3000};

/** With `/etc/resolv.conf` and `/etc/hosts` of the containers that run: read by the engine, nothing runs in them. */
export async function readFiles(snapshot: Snapshot, examination: Examination): Promise<Snapshot> {
	const {engine, now, onLeftOut, probe, signal} = examination;
	const longestMs = probe ? longest.probing : longest.looking;
	const running = containersOf(snapshot, engine.host).filter(({state}) => state === 'running');
	const inTime = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
	const read = async (container: Container): Promise<Change | undefined> => {
		const found: Files = Object.fromEntries(
			await Promise.all(
				Object.entries(files).map(async ([name, path]) => [
					name,
					await withoutTheOdd(signal, () => engine.readFile(container.id, path, inTime)).then(
						bytes => bytes && new TextDecoder().decode(bytes),
					),
				]),
			),
		);
		const known = Object.entries(found).filter(([, text]) => text !== undefined);
		if (known.length === 0) return undefined;
		return {type: 'observed', key: keyOf(container), observation: {at: now(), ...Object.fromEntries(known)}};
	};
	const changes = await Promise.all(running.slice(0, mostContainers).map(read));
	const missing = running.length - changes.filter(change => change !== undefined).length;
	if (missing > 0) {
		const reason = `resolv.conf and hosts of ${missing} of ${running.length} running containers were not read: at most ${mostContainers} containers and ${longestMs / 1000} seconds`;
		onLeftOut?.({id: 'files', reason});
	}

	return changes.reduce((known, change) => (change ? reduce(known, change) : known), snapshot);
}
