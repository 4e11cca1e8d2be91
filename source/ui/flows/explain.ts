import {askOnce} from '../../actions/helper-image.js';
import {messageOf} from '../../actions/message-of.js';
import {type Explanation, stepToRead} from '../../core/explain/explanation.js';
import type {Container} from '../../core/model/container.js';
import {portTargetsOf, targetsOf} from '../../core/names/targets.js';
import {EngineError} from '../../engine/errors.js';
import {UserError} from '../../errors.js';
import type {Explorer} from '../explorer.js';
import {consentToHelper} from './probe-helper.js';
import {latestAsker} from './probe-run.js';
import {type Asking, askTarget} from './target.js';
import {withVantage} from './vantage.js';

const asking: Asking = {
	id: 'explain',
	title: from => `Does ${from} reach`,
	free: 'NAME[:PORT][/udp] or an address',
	offered: (container, snapshot) => [...portTargetsOf(container, snapshot), ...targetsOf(container, snapshot)],
};

let serial = 0;

/** Asks from where and to where, then says whether it works, and why not. */
export function explain(explorer: Explorer): void {
	withVantage(explorer, 'Explain from', container => ask(explorer, container));
}

function ask(explorer: Explorer, container: Container, text = ''): void {
	askTarget(explorer, asking, container, target => void follow(explorer, container, target), text);
}

/** What is predicted is shown at once; what was measured comes in when it is there. */
async function follow(explorer: Explorer, container: Container, target: string): Promise<void> {
	const {engine} = explorer.source;
	const {now, readOnly} = explorer.options;
	const abort = new AbortController();
	serial++;
	const id = `explain-${serial}`;
	const asker = latestAsker(explorer, container);
	explorer.tasks.set(id, abort);
	explorer.say(`reading the engine to explain ${container.name} to ${target} …`);
	const helperImage = askOnce(engine, consentToHelper(explorer, abort.signal));
	const again = () => void follow(explorer, container, target);
	try {
		// Loaded when it is wanted: the explorer starts without it.
		const {explainPath, pathQuestion} = await import('../../actions/explain-path.js');
		const question = pathQuestion({asker}, target);
		const run = {engine, asker, signal: abort.signal, now, readOnly, helperImage};
		const explanation = await explainPath(question, {...run, probe: false});
		explorer.send({type: 'silence'}, {type: 'open', overlay: opened(id, target, explanation, again)});
		explorer.send({type: 'explained', id, explanation: await explainPath(question, {...run, probe: true})});
	} catch (error) {
		if (error instanceof UserError) {
			ask(explorer, container, target);
			explorer.say(error.message, 'warn');
		} else if (error instanceof EngineError && error.kind === 'cancelled') explorer.say('cancelled');
		else explorer.say(`the explanation failed: ${messageOf(error)}`, 'bad');
	} finally {
		explorer.tasks.delete(id);
		explorer.refresh();
	}
}

function opened(id: string, target: string, explanation: Explanation, again: () => void) {
	return {kind: 'explain', id, target, explanation, step: stepToRead(explanation), top: 0, again} as const;
}
