import {askOnce} from '../../actions/helper-image.js';
import {messageOf} from '../../actions/message-of.js';
import {stepToRead} from '../../core/explain/explanation.js';
import {EngineError} from '../../engine/errors.js';
import type {Explorer} from '../explorer.js';
import {topOverlay} from '../state.js';
import {type From, withPath, withPathFrom} from './path.js';
import {consentToHelper} from './probe-helper.js';
import {progressOf} from './progress.js';
import {watchFrom} from './watch.js';

let serial = 0;

/** The task of what has nothing to show yet. */
const reading = 'explain';

export function isReading({tasks}: Explorer): boolean {
	return tasks.has(reading);
}

export function stopReading({tasks}: Explorer): void {
	tasks.get(reading)?.abort();
}

/** Asks from where and to where, then says whether it works, and why not. */
export function explain(explorer: Explorer): void {
	withPath(explorer, 'Explain from', (from, target) => void follow(explorer, from, target));
}

/** The same from where no container is. */
export function explainFrom(explorer: Explorer, kind: 'host' | 'outside'): void {
	withPathFrom(explorer, kind, (from, target) => void follow(explorer, from, target));
}

/** Asks from where and to where, then looks once a second whether it works. */
export function watch(explorer: Explorer): void {
	withPath(explorer, 'Watch a path from', (from, target) => watchIt(explorer, from, target));
}

/** The same from where no container is. */
export function watchFromPlace(explorer: Explorer, kind: 'host' | 'outside'): void {
	withPathFrom(explorer, kind, (from, target) => watchIt(explorer, from, target));
}

function watchIt(explorer: Explorer, from: From, target: string): void {
	const explainIt = () => {
		// The explanation that it began from is older.
		if (topOverlay(explorer.state)?.kind === 'explain') explorer.send({type: 'close'});
		void follow(explorer, from, target);
	};
	void watchFrom(explorer, from, target, explainIt);
}

/** What is predicted is shown at once; what was measured comes in when it is there. */
async function follow(explorer: Explorer, from: From, target: string, done?: string): Promise<void> {
	const {engine} = explorer.source;
	const {now, readOnly} = explorer.options;
	const abort = new AbortController();
	serial++;
	const id = `explain-${serial}`;
	const asker = from();
	// Whoever asks again wants the newer answer.
	stopReading(explorer);
	explorer.tasks.set(reading, abort);
	const progress = progressOf(explorer);
	progress.tell(`reading the engine to explain ${asker.name} to ${target}`);
	const helperImage = askOnce(engine, consentToHelper(explorer, abort.signal));
	const again = (did?: string) => void follow(explorer, from, target, did);
	const read = () => {
		if (explorer.tasks.get(reading) === abort) explorer.tasks.delete(reading);
		progress.end();
	};
	try {
		// Loaded when it is wanted: the explorer starts without it.
		const {explainPath, pathQuestion} = await import('../../actions/explain-path.js');
		const question = pathQuestion({asker}, target);
		const run = {engine, asker, signal: abort.signal, now, readOnly, helperImage};
		const explanation = await explainPath(question, {...run, probe: false});
		const step = stepToRead(explanation);
		read();
		explorer.tasks.set(id, abort);
		explorer.send({
			type: 'open',
			overlay: {
				kind: 'explain',
				id,
				target,
				explanation,
				step,
				top: 0,
				again,
				watch: () => watchIt(explorer, from, target),
			},
		});
		if (done) explorer.say(done, 'good');
		explorer.send({type: 'explained', id, explanation: await explainPath(question, {...run, probe: true})});
	} catch (error) {
		read();
		const isCancelled = error instanceof EngineError && error.kind === 'cancelled';
		// By whoever asks or watches instead: that is in sight.
		const isReplaced = isReading(explorer) || topOverlay(explorer.state)?.kind === 'watch';
		if (isCancelled && !isReplaced) explorer.say('cancelled');
		else if (!isCancelled) explorer.say(`the explanation failed: ${messageOf(error)}`, 'bad');
	} finally {
		read();
		explorer.tasks.delete(id);
		explorer.refresh();
	}
}
