import {type End, endOfContainer} from '../core/explain/ends.js';
import type {PathQuestion} from '../core/explain/explanation.js';
import {type Path, pathOf, targetEnd} from '../core/explain/path.js';
import {parseAddress} from '../core/ip/address.js';
import type {Container} from '../core/model/container.js';
import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {reduce} from '../store/reduce.js';
import type {PathRun} from './explain-path.js';
import {observePlace, readContainerFiles} from './observe-place.js';
import {askerOf} from './vantages.js';

/** The snapshot, with the asker's files; where probes are allowed, with sockets of the target, and routes of both ends. */
export async function observePath(question: PathQuestion, snapshot: Snapshot, run: PathRun): Promise<Snapshot> {
	const {asker, probe, signal, now, engine} = run;
	const from = asker.container && endOfContainer(asker.container, snapshot).owner;
	const files = from && (await readContainerFiles(from, {engine, signal, now}));
	const known = files ? reduce(snapshot, files) : snapshot;
	if (!probe) return known;
	const host = {place: {kind: 'host', host: engine.host}, name: 'host'} as const;
	const ofHost = needsHost(pathOf(question, known))
		? await observePlace(['routes'], keyOf({host: engine.host, id: engine.host}), {...run, asker: host})
		: [];
	const withHost = ofHost.reduce(reduce, known);
	const to = ownerOf(targetEnd(pathOf(question, withHost)));
	const [ofTarget, ofAsker] = await Promise.all([
		to && runs(to) ? observePlace(['listeners', 'routes'], keyOf(to), {...run, asker: askerOf(to)}) : [],
		from && from !== to && runs(from) ? observePlace(['routes'], keyOf(from), {...run, asker: askerOf(from)}) : [],
	]);
	return [...ofTarget, ...ofAsker].reduce(reduce, withHost);
}

const runs = ({state}: Container) => state === 'running';
const ownerOf = (end: End | undefined) => end?.owner ?? end?.container;

/** An address that no network of the engine has may be the host's own. */
function needsHost({to, question}: Path): boolean {
	return to.kind === 'outside' && parseAddress(question.target) !== undefined && question.from.kind === 'container';
}
