import type {Finding} from '../../core/model/finding.js';
import type {Reference} from '../../core/model/reference.js';
import {type FindingRow, findingsView} from '../../core/views/findings.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {cannotChange, preview} from '../flows/change.js';
import {chooseToCopy} from '../flows/copy.js';
import {diagnose, diagnosisOf, isExamining} from '../flows/diagnose.js';
import type {Pane} from './pane.js';

function busy(explorer: Explorer): string | undefined {
	if (isExamining(explorer)) return 'an examination is under way';
	return explorer.state.frozen ? 'the picture is frozen: z thaws it' : undefined;
}

const current = ({row}: Explorer) => (row as FindingRow | undefined)?.finding;

/** After the fix the rules run again, and say whether it helped. */
async function checkAgain(explorer: Explorer, {id, title, subject}: Finding): Promise<void> {
	const diagnosis = await diagnose(explorer, diagnosisOf(explorer)?.probed ?? false);
	if (!diagnosis) return;
	const stays = diagnosis.findings.some(
		other => other.id === id && other.subject.kind === subject.kind && other.subject.id === subject.id,
	);
	const what = `${title} (${subject.name})`;
	if (stays) explorer.say(`done, yet it is still found: ${what} — u undoes it`, 'warn');
	else explorer.say(`done, and no longer found: ${what} — u undoes it`, 'good');
}

function withoutFix(explorer: Explorer): string | undefined {
	const finding = current(explorer);
	if (!finding) return 'nothing is selected';
	return finding.fix ? undefined : 'no fix is known for this';
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
		run: explorer => {
			const finding = current(explorer);
			if (finding?.fix?.plan) preview(explorer, finding.fix.plan, () => void checkAgain(explorer, finding));
		},
	},
	{
		id: 'copy-fix',
		keys: ['f'],
		title: 'Copy the commands of the fix',
		hint: 'copy fix',
		scope: 'findings',
		applies: explorer => current(explorer)?.fix?.plan === undefined,
		disabled: withoutFix,
		run: explorer =>
			chooseToCopy(
				explorer,
				(current(explorer)?.fix?.commands ?? []).map(value => ({value, label: value, note: 'command'})),
			),
	},
	{
		id: 'stop-examining',
		keys: ['esc'],
		title: 'Stop examining',
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
	const measure = diagnosis.probed ? '' : ': P measures too';
	return [`nothing is wrong, by ${diagnosis.checked} rules; ${diagnosis.skipped.length} could say nothing${measure}`];
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
