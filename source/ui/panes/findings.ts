import type {Finding} from '../../core/model/finding.js';
import {type Key, keyOf, type Reference} from '../../core/model/reference.js';
import {type FindingRow, findingsView} from '../../core/views/findings.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {cannotChange, preview} from '../flows/change.js';
import {chooseToCopy, ofCommands} from '../flows/copy.js';
import {diagnose, diagnosisOf, isExamining} from '../flows/diagnose.js';
import type {PaneId} from '../state.js';
import type {Pane} from './pane.js';

function busy(explorer: Explorer): string | undefined {
	if (isExamining(explorer)) return 'an examination is under way';
	return explorer.state.frozen ? 'the picture is frozen: z thaws it' : undefined;
}

const current = ({row}: Explorer) => (row as FindingRow | undefined)?.finding;

/** The rules run again; whether they still find it, undefined where that came to nothing. By name: undoing gives objects new ids. */
async function isFoundAgain(explorer: Explorer, {id, subject}: Finding): Promise<boolean | undefined> {
	const diagnosis = await diagnose(explorer, diagnosisOf(explorer)?.probed ?? false);
	return diagnosis?.findings.some(
		other => other.id === id && other.subject.kind === subject.kind && other.subject.name === subject.name,
	);
}

/** Shows the fix; done or undone, the rules run again and say whether it helped. */
function fix(explorer: Explorer): void {
	const finding = current(explorer);
	if (!finding?.fix?.plan) return;
	const what = `${finding.title} (${finding.subject.name})`;
	const after = async (isUndoable: boolean) => {
		const found = await isFoundAgain(explorer, finding);
		const back = isUndoable ? ' — u undoes it' : '';
		if (found) explorer.say(`done, yet it is still found: ${what}${back}`, 'warn');
		else if (found === false) explorer.say(`done, and no longer found: ${what}${back}`, 'good');
	};
	const undone = async () => {
		const found = await isFoundAgain(explorer, finding);
		if (found !== undefined) explorer.say(`undone: ${what} is ${found ? 'found again' : 'not found'}`);
	};
	preview(explorer, finding.fix.plan, {after: each => void after(each), undone: () => void undone()});
}

function withoutFix(explorer: Explorer): string | undefined {
	const finding = current(explorer);
	if (!finding) return 'nothing is selected';
	if (!finding.fix) return 'no fix is known for this';
	return finding.fix.commands.length > 0 ? undefined : `no docker command does that: ${finding.fix.title}`;
}

/** The tab of what it is about, and its row there. */
function placeOf(explorer: Explorer): {readonly pane: PaneId; readonly key: Key} | undefined {
	const {kind, host, id} = current(explorer)?.subject ?? {};
	const {containers, networks} = explorer.snapshot;
	if (host === undefined || id === undefined) return undefined;
	const key = keyOf({host, id});
	if (kind === 'container' && containers.has(key)) return {pane: 'containers', key};
	return kind === 'network' && networks.has(key) ? {pane: 'networks', key} : undefined;
}

function withoutSubject(explorer: Explorer): string | undefined {
	const finding = current(explorer);
	if (!finding) return 'nothing is selected';
	const {kind, name} = finding.subject;
	return placeOf(explorer) ? undefined : `no tab has a row of the ${kind} ${name}`;
}

function goToSubject(explorer: Explorer): void {
	const {pane, key} = placeOf(explorer)!;
	explorer.send({type: 'pane', pane}, {type: 'filter', text: ''});
	explorer.awaitRow(key);
}

const bindings: readonly Binding[] = [
	{
		id: 'examine',
		keys: ['r'],
		title: 'Examine the engine again: doctor and audit',
		hint: 'examine',
		scope: 'findings',
		disabled: busy,
		run: explorer => void diagnose(explorer, false),
	},
	{
		id: 'examine-and-measure',
		keys: ['P'],
		title: 'Examine and measure: sockets, names, paths',
		hint: 'measure',
		scope: 'findings',
		disabled: busy,
		run: explorer => void diagnose(explorer, true),
	},
	{
		id: 'fix-finding',
		keys: ['f'],
		title: 'Fix this: shows what would be done first',
		hint: 'fix',
		scope: 'findings',
		changesEngine: true,
		applies: explorer => current(explorer)?.fix?.plan !== undefined,
		disabled: cannotChange,
		run: fix,
	},
	{
		id: 'copy-fix',
		keys: ['f'],
		title: 'Copy the commands of the fix',
		hint: 'copy fix',
		scope: 'findings',
		applies: explorer => current(explorer)?.fix?.plan === undefined || explorer.options.readOnly,
		disabled: withoutFix,
		run: explorer => chooseToCopy(explorer, ofCommands(current(explorer)?.fix?.commands)),
	},
	{
		id: 'go-to-subject',
		keys: ['o'],
		title: 'Go to the container or network that it is about',
		hint: 'go to it',
		scope: 'findings',
		disabled: withoutSubject,
		run: goToSubject,
	},
	{
		id: 'stop-examining',
		keys: ['esc'],
		title: 'Stop examining',
		hint: 'stop',
		scope: 'findings',
		applies: isExamining,
		run: ({tasks}) => tasks.get('diagnosis')?.abort(),
	},
];

const inspectable: ReadonlySet<string> = new Set<Reference['kind']>(['network', 'container']);

function empty(explorer: Explorer): readonly string[] {
	if (isExamining(explorer)) return ['examining the engine …'];
	const diagnosis = diagnosisOf(explorer);
	if (!diagnosis) return ['not examined yet: r examines the engine'];
	const measure = diagnosis.probed ? '' : '; P measures too';
	return [`nothing found: ${diagnosis.checked} rules checked, ${diagnosis.skipped.length} skipped${measure}`];
}

export const findingsPane: Pane = {
	id: 'findings',
	key: '9',
	title: 'Findings',
	noun: 'finding',
	view: findingsView,
	onScreen: () => [],
	subject: ({key, finding}: FindingRow) => ({
		key,
		name: `${finding.subject.name}: ${finding.title}`,
		reference: inspectable.has(finding.subject.kind)
			? {kind: finding.subject.kind as Reference['kind'], host: finding.subject.host, id: finding.subject.id}
			: undefined,
		object: finding,
	}),
	bindings,
	count: snapshot => (snapshot.diagnoses.size === 0 ? undefined : findingsView.rows(snapshot).length),
	empty,
	shown: explorer => {
		if (!diagnosisOf(explorer) && !busy(explorer)) void diagnose(explorer, false);
	},
};
