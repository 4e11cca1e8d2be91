import {askOnce} from '../../actions/helper-image.js';
import {messageOf} from '../../actions/message-of.js';
import type {ProbeRun} from '../../actions/run-probe.js';
import {type Asker, askerOf} from '../../actions/vantages.js';
import type {Container} from '../../core/model/container.js';
import {keyOf} from '../../core/model/reference.js';
import type {Probed} from '../../core/probes/probed.js';
import {EngineError} from '../../engine/errors.js';
import {UserError} from '../../errors.js';
import type {Explorer} from '../explorer.js';
import {consentToHelper} from './probe-helper.js';

export type Following = {
	/** The same once more; `repeat`: round after round, where it can be. */
	readonly again: () => void;
	readonly repeat?: () => void;
	/** What was asked makes no sense. */
	readonly wrong: (problem: string) => void;
	readonly begin: (run: Omit<ProbeRun, 'asker'>) => Promise<unknown>;
};

/** The container as it is now: it may have stopped, or be gone, since it was asked for. */
export function latestAsker({source}: Explorer, container: Container): Asker {
	return askerOf(source.store.get().containers.get(keyOf(container)) ?? container);
}

/** Begins a probe, shows it as soon as there is something to show, and keeps it in the history. */
export async function follow(explorer: Explorer, {again, repeat, wrong, begin}: Following): Promise<void> {
	const {store, engine} = explorer.source;
	const {now, readOnly} = explorer.options;
	const abort = new AbortController();
	let shown: string | undefined;
	const onProgress = (probed: Probed) => {
		store.dispatch([{type: 'probe', probed}]);
		if (shown) return;
		shown = probed.id;
		explorer.tasks.set(probed.id, abort);
		explorer.send({type: 'open', overlay: {kind: 'probe', id: probed.id, again, repeat, top: 0, zoom: 0}});
	};

	try {
		const helperImage = askOnce(engine, consentToHelper(explorer, abort.signal));
		await begin({engine, signal: abort.signal, now, readOnly, helperImage, onProgress});
	} catch (error) {
		if (error instanceof UserError && !shown) wrong(error.message);
		else if (error instanceof EngineError && error.kind === 'cancelled') explorer.say('cancelled');
		else explorer.say(`the probe failed: ${messageOf(error)}`, 'bad');
	} finally {
		if (shown) {
			explorer.tasks.delete(shown);
			// What can be done now has changed: the footer says so.
			explorer.refresh();
		}
	}
}
