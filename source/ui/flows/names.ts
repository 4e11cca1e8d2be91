import {checkNames} from '../../actions/check-names.js';
import {askOnce} from '../../actions/helper-image.js';
import {messageOf} from '../../actions/message-of.js';
import {keyOf} from '../../core/model/reference.js';
import {countText} from '../../core/names/check.js';
import {namersOf} from '../../core/names/of-container.js';
import type {ContainerRow} from '../../core/views/containers.js';
import {shownNames} from '../../core/views/effective-names.js';
import {EngineError} from '../../engine/errors.js';
import type {Explorer} from '../explorer.js';
import {consentToHelper} from './probe-helper.js';
import {latestAsker} from './probe-run.js';
import {progressOf} from './progress.js';

const task = 'names';
const mostDetailed = 50;

export function isCheckingNames({tasks}: Explorer): boolean {
	return tasks.has(task);
}

/** Looks up each name that the inspector shows of the container under the cursor; the results come to stand beside them. */
export async function checkShownNames(explorer: Explorer): Promise<void> {
	const {container} = explorer.row as ContainerRow;
	const {engine, store} = explorer.source;
	const {now, readOnly} = explorer.options;
	const abort = new AbortController();
	const {signal} = abort;
	explorer.tasks.set(task, abort);
	const progress = progressOf(explorer);
	progress.tell(`looking up the names that resolve in ${container.name}`);
	try {
		// Aliases are part of what is predicted, and lists do not carry them.
		const unread = namersOf(container, store.get()).filter(({detailed}) => !detailed);
		const ids = unread.slice(0, mostDetailed).map(({id}) => id);
		if (ids.length > 0) store.dispatch(await engine.detail(ids, signal));
		const names = shownNames(container, store.get());
		const run = {
			engine,
			asker: latestAsker(explorer, container),
			signal,
			now,
			readOnly,
			helperImage: askOnce(engine, consentToHelper(explorer, signal)),
		};
		const checks = await checkNames(names, run, done =>
			progress.tell(`looking up ${done} of ${names.length} names that resolve in ${container.name}`),
		);
		const at = now();
		store.dispatch([{type: 'observed', key: keyOf(container), observation: {at, names: {at, checks}}}]);
		const isFine = checks.every(({verdict}) => verdict === 'agrees');
		explorer.say(`the names in ${container.name}, looked up: ${countText(checks)}`, isFine ? 'good' : 'warn');
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'cancelled') explorer.say('cancelled');
		else explorer.say(`the names were not checked: ${messageOf(error)}`, 'bad');
	} finally {
		progress.end();
		explorer.tasks.delete(task);
		explorer.refresh();
	}
}
