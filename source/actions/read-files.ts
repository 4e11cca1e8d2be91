import type {Snapshot} from '../core/model/snapshot.js';
import {containersOf} from '../core/plan/of-host.js';
import {reduce} from '../store/reduce.js';
import type {Examination} from './examine.js';
import {readContainerFiles} from './observe-place.js';
import {within} from './within.js';

const mostContainers = 200;
/** Milliseconds. Whoever only looks wants the answer at once. */
const longest = {looking: () => 500, probing: (count: number) => 5000 + 200 * count};

/** With `/etc/resolv.conf` and `/etc/hosts` of the containers that run. */
export async function readFiles(snapshot: Snapshot, examination: Examination): Promise<Snapshot> {
	const {engine, onLeftOut, probe, signal} = examination;
	const running = containersOf(snapshot, engine.host).filter(({state}) => state === 'running');
	const longestMs = longest[probe ? 'probing' : 'looking'](Math.min(running.length, mostContainers));
	const inTime = within(signal, longestMs);
	const read = await Promise.all(
		running.slice(0, mostContainers).map(container => readContainerFiles(container, {...examination, inTime})),
	);
	const changes = read.filter(change => change !== undefined);
	const missing = running.length - changes.length;
	if (missing > 0) {
		const reason = `resolv.conf and hosts of ${missing} of ${running.length} running containers were not read: at most ${mostContainers} containers, within ${longestMs / 1000} s`;
		onLeftOut?.({id: 'files', reason});
	}

	return changes.reduce(reduce, snapshot);
}
