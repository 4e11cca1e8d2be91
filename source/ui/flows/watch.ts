import {askOnce, type HelperImage} from '../../actions/helper-image.js';
import {messageOf} from '../../actions/message-of.js';
import type {WatchRecord} from '../../actions/watch-path.js';
import type {Watched} from '../../core/explain/watched.js';
import {EngineError} from '../../engine/errors.js';
import type {Explorer, Source} from '../explorer.js';
import type {From} from './path.js';
import {consentToHelper} from './probe-helper.js';

/** Older ones are forgotten: who watches for days needs no more. */
const mostFlips = 500;

/** What came of watching a path: whoever watches it again goes on from there. */
type Kept = {
	readonly startedAt: number;
	/** Asked once, however often it goes on. */
	readonly helperImage: HelperImage;
	/** Ends the newest run. */
	abort: AbortController;
	record?: WatchRecord;
	watched?: Watched;
};

/** Each holds a picture of the engine: the oldest goes. */
const mostKept = 4;

/** By who asks, and what to reach. */
const keptOf = new WeakMap<Source, Map<string, Kept>>();

let serial = 0;

function begin(explorer: Explorer): Kept {
	const {source, options} = explorer;
	const consent: HelperImage = (...asked) => consentToHelper(explorer, kept.abort.signal)(...asked);
	const helperImage = askOnce(source.engine, consent);
	const kept: Kept = {startedAt: options.now(), helperImage, abort: new AbortController()};
	return kept;
}

/**
 * Looks once a second until it is stopped; what came of it stays in sight, and counts when the same path is watched again.
 * `explain`: how the path is explained instead.
 */
export async function watchFrom(
	explorer: Explorer,
	from: From,
	target: string,
	explain: () => void,
	isAnew = false,
): Promise<void> {
	const {engine} = explorer.source;
	const {now, readOnly} = explorer.options;
	serial++;
	const id = `watch-${serial}`;
	const asker = from();
	const all = keptOf.get(explorer.source) ?? new Map<string, Kept>();
	const path = JSON.stringify([asker.place, target]);
	const earlier = isAnew ? undefined : all.get(path);
	const kept = earlier ?? begin(explorer);
	const abort = new AbortController();
	kept.abort = abort;
	keptOf.set(explorer.source, all);
	all.delete(path);
	all.set(path, kept);
	if (all.size > mostKept) all.delete(all.keys().next().value!);
	explorer.tasks.set(id, abort);
	explorer.send({
		type: 'open',
		overlay: {
			...{kind: 'watch', id, from: asker.name, target, startedAt: kept.startedAt, watched: kept.watched, top: 0},
			...(earlier && {resumedAt: now()}),
			goOn: () => void watchFrom(explorer, from, target, explain),
			again: () => void watchFrom(explorer, from, target, explain, true),
			explain,
		},
	});
	try {
		// Loaded when they are wanted: the explorer starts without them.
		const [{pathQuestion}, {emptyRecord, watchPath}] = await Promise.all([
			import('../../actions/explain-path.js'),
			import('../../actions/watch-path.js'),
		]);
		kept.record ??= emptyRecord();
		let flips = kept.watched?.flips ?? [];
		const run = {engine, asker, signal: abort.signal, now, readOnly, helperImage: kept.helperImage, probe: true};
		await watchPath(
			pathQuestion({asker}, target),
			{
				...run,
				onFlip: flip => {
					flips = [flip, ...flips].slice(0, mostFlips);
				},
				onLook: (explanation, summary) => {
					kept.watched = {explanation, summary, flips};
					explorer.send({type: 'watched', id, watched: kept.watched});
				},
			},
			kept.record,
		);
	} catch (error) {
		if (!(error instanceof EngineError && error.kind === 'cancelled'))
			explorer.say(`the watch ended: ${messageOf(error)}`, 'bad');
	} finally {
		explorer.tasks.delete(id);
		// What can be done now has changed: the footer says so.
		explorer.refresh();
	}
}
