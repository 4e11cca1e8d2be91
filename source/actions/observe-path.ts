import {type End, endOfContainer} from '../core/explain/ends.js';
import type {PathQuestion} from '../core/explain/explanation.js';
import {type Path, pathOf, targetEnd} from '../core/explain/path.js';
import {tasksHere} from '../core/explain/steps/task-listener.js';
import {parseAddress} from '../core/ip/address.js';
import type {Container} from '../core/model/container.js';
import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {reduce} from '../store/reduce.js';
import type {PathRun} from './explain-path.js';
import {observePlace, readContainerFiles} from './observe-place.js';
import {askerOf, hostAsker} from './vantages.js';

const mostTasks = 5;

/** The snapshot, with the asker's files; where probes are allowed, with sockets of the target, and routes of both ends. */
export async function observePath(question: PathQuestion, snapshot: Snapshot, run: PathRun): Promise<Snapshot> {
	const {asker, probe, signal, now, engine} = run;
	const from = asker.container && endOfContainer(asker.container, snapshot).owner;
	const files = from && (await readContainerFiles(from, {engine, signal, now}));
	const known = files ? reduce(snapshot, files) : snapshot;
	if (!probe) return known;
	const withHost = needsHost(pathOf(question, known)) ? await observeHost(known, run) : known;
	const path = pathOf(question, withHost);
	const to = ownerOf(targetEnd(path));
	const observed = await Promise.all([
		to && runs(to) ? observePlace(['listeners', 'routes'], keyOf(to), {...run, asker: askerOf(to)}) : [],
		from && from !== to && runs(from) ? observePlace(['routes'], keyOf(from), {...run, asker: askerOf(from)}) : [],
		...tasksHere(path)
			.slice(0, mostTasks)
			.map(task => observePlace(['listeners'], keyOf(task), {...run, asker: askerOf(task)})),
	]);
	return observed.flat().reduce(reduce, withHost);
}

/** With what the way by the host needs besides, unless it was looked at before: that it forwards, and where to. */
export async function observeWayOut(question: PathQuestion, snapshot: Snapshot, run: PathRun): Promise<Snapshot> {
	const {host} = run.engine;
	const isKnown = snapshot.observations.get(keyOf({host, id: host}))?.forwarding !== undefined;
	const {to} = pathOf(question, snapshot);
	const isByHost =
		question.from.kind === 'container'
			? ['outside', 'published'].includes(to.kind)
			: ['container', 'published'].includes(to.kind);
	return isByHost && !isKnown ? observeHost(snapshot, run) : snapshot;
}

async function observeHost(snapshot: Snapshot, run: PathRun): Promise<Snapshot> {
	const {host} = run.engine;
	const changes = await observePlace(['routes'], keyOf({host, id: host}), {...run, asker: hostAsker(host)});
	return changes.reduce(reduce, snapshot);
}

const runs = ({state}: Container) => state === 'running';
const ownerOf = (end: End | undefined) => end?.owner ?? end?.container;

/** An address that no network of the engine has may be the host's own; for who asks from outside, nobody else can tell. */
function needsHost({to, question}: Path): boolean {
	if (question.from.kind === 'outside') return to.kind === 'published';
	return to.kind === 'outside' && parseAddress(question.target) !== undefined;
}
