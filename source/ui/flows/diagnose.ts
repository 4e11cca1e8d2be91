import {askOnce} from '../../actions/helper-image.js';
import {messageOf} from '../../actions/message-of.js';
import type {Diagnosis} from '../../core/model/diagnosis.js';
import {EngineError} from '../../engine/errors.js';
import type {Explorer} from '../explorer.js';
import {consentToHelper} from './probe-helper.js';
import {progressOf} from './progress.js';

const task = 'diagnosis';

export function isExamining({tasks}: Explorer): boolean {
	return tasks.has(task);
}

/** The newest diagnosis of the engine that is followed. */
export function diagnosisOf({snapshot, source}: Explorer): Diagnosis | undefined {
	return snapshot.diagnoses.get(source.engine.host);
}

/** `26 findings (2 critical, 5 high); 122 rules checked, 28 skipped (P measures)`: with measurements more rules have a say. */
function summary({findings, checked, skipped, probed}: Diagnosis): string {
	const grave = (['critical', 'high'] as const).flatMap(severity => {
		const count = findings.filter(finding => finding.severity === severity).length;
		return count > 0 ? [`${count} ${severity}`] : [];
	});
	const count = `${findings.length || 'no'} ${findings.length === 1 ? 'finding' : 'findings'}`;
	return `${count}${grave.length > 0 ? ` (${grave.join(', ')})` : ''}; ${checked} rules checked, ${skipped.length} skipped${probed ? '' : ' (P measures)'}`;
}

/** Examines the engine and keeps what the rules find. Resolves with undefined where it came to nothing, which was said. */
export async function diagnose(explorer: Explorer, probe: boolean): Promise<Diagnosis | undefined> {
	const {engine, store} = explorer.source;
	const {now, readOnly, settings: file} = explorer.options;
	const abort = new AbortController();
	// Of two examinations the newer knows more.
	explorer.tasks.get(task)?.abort();
	explorer.tasks.set(task, abort);
	const isCurrent = () => explorer.tasks.get(task) === abort;
	const progress = progressOf(explorer);
	progress.tell('examining the engine');
	try {
		// Loaded when they are wanted: the explorer starts without them.
		const [{examine}, {readSettings}, {doctorRules}, {auditRules}, {runRules}] = await Promise.all([
			import('../../actions/examine.js'),
			import('../../actions/settings.js'),
			import('../../core/rules/all.js'),
			import('../../core/audit/all.js'),
			import('../../core/rules/run-rules.js'),
		]);
		const settings = await readSettings(file);
		const leftOut: Diagnosis['skipped'][number][] = [];
		const snapshot = await examine({
			engine,
			signal: abort.signal,
			now,
			readOnly,
			helperImage: askOnce(engine, consentToHelper(explorer, abort.signal)),
			probe,
			onProgress: progress.tell,
			onLeftOut: each => leftOut.push(each),
		});
		const rules = [...doctorRules, ...auditRules];
		const {findings, checked, skipped} = runRules(rules, snapshot, engine.host, settings.rules);
		const diagnosis: Diagnosis = {
			at: now(),
			probed: probe,
			checked,
			skipped: [...skipped, ...leftOut],
			findings,
			reasons: Object.fromEntries(rules.map(({id, why}) => [id, why])),
		};
		store.dispatch([{type: 'diagnosed', host: engine.host, diagnosis}]);
		explorer.say(summary(diagnosis), diagnosis.findings.length === 0 ? 'good' : 'plain');
		return diagnosis;
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'cancelled') {
			if (isCurrent()) explorer.say('cancelled');
		} else explorer.say(`the examination failed: ${messageOf(error)}`, 'bad');
		return undefined;
	} finally {
		progress.end();
		if (isCurrent()) explorer.tasks.delete(task);
		explorer.refresh();
	}
}
