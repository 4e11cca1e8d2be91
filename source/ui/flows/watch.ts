import {askOnce} from '../../actions/helper-image.js';
import {messageOf} from '../../actions/message-of.js';
import type {Flip} from '../../core/explain/watched.js';
import {EngineError} from '../../engine/errors.js';
import type {Explorer} from '../explorer.js';
import {type From, withPath, withPathFrom} from './path.js';
import {consentToHelper} from './probe-helper.js';

/** Older ones are forgotten: who watches for days needs no more. */
const mostFlips = 500;

let serial = 0;

/** Asks from where and to where, then looks once a second whether it works. */
export function watch(explorer: Explorer): void {
	withPath(explorer, 'Watch a path from', (from, target) => void watchFrom(explorer, from, target));
}

/** The same from where no container is. */
export function watchFromPlace(explorer: Explorer, kind: 'host' | 'outside'): void {
	withPathFrom(explorer, kind, (from, target) => void watchFrom(explorer, from, target));
}

/** Looks until it is stopped; what came of it stays in sight. */
export async function watchFrom(explorer: Explorer, from: From, target: string): Promise<void> {
	const {engine} = explorer.source;
	const {now, readOnly} = explorer.options;
	const abort = new AbortController();
	serial++;
	const id = `watch-${serial}`;
	const asker = from();
	const again = () => void watchFrom(explorer, from, target);
	let flips: readonly Flip[] = [];
	explorer.tasks.set(id, abort);
	explorer.send({
		type: 'open',
		overlay: {kind: 'watch', id, from: asker.name, target, startedAt: now(), top: 0, again},
	});
	try {
		// Loaded when they are wanted: the explorer starts without them.
		const [{pathQuestion}, {watchPath}] = await Promise.all([
			import('../../actions/explain-path.js'),
			import('../../actions/watch-path.js'),
		]);
		await watchPath(pathQuestion({asker}, target), {
			engine,
			asker,
			signal: abort.signal,
			now,
			readOnly,
			helperImage: askOnce(engine, consentToHelper(explorer, abort.signal)),
			probe: true,
			onFlip: flip => {
				flips = [flip, ...flips].slice(0, mostFlips);
			},
			onLook: (explanation, summary) => explorer.send({type: 'watched', id, watched: {explanation, summary, flips}}),
		});
	} catch (error) {
		if (!(error instanceof EngineError && error.kind === 'cancelled'))
			explorer.say(`the watch ended: ${messageOf(error)}`, 'bad');
	} finally {
		explorer.tasks.delete(id);
		// What can be done now has changed: the footer says so.
		explorer.refresh();
	}
}
