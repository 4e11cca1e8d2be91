import type {Evidence, Finding, Fix, Severity} from '../model/finding.js';
import {severities} from '../model/finding.js';
import {type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {briefCommand} from '../probes/brief-command.js';
import {lines} from './details.js';
import {lastCall} from './memo.js';
import type {Column, Section, Tone, View} from './view.js';

/** `key`: the rule and what it is about; what stays wrong keeps it from one examination to the next. */
export type FindingRow = {
	readonly key: Key;
	readonly finding: Finding;
	/** The title; what exactly is wrong, where another row has the same title and a subject of the same name. */
	readonly what: string;
};

export const severityTones: Readonly<Record<Severity, Tone>> = {
	critical: 'bad',
	high: 'bad',
	medium: 'warn',
	low: 'plain',
	info: 'dim',
};

function subjectText({finding: {subject}}: FindingRow): string {
	return `${subject.kind} ${subject.name}`;
}

const columns: readonly Column<FindingRow>[] = [
	{
		id: 'severity',
		title: 'SEVERITY',
		width: {min: 8, max: 9},
		drop: 0,
		key: 'V',
		cell: ({finding: {severity}}) => ({text: severity, tone: severityTones[severity]}),
		// Of what is as grave, what is broken comes before what is risky.
		sort: ({finding: {severity, id}}) => 2 * severities.indexOf(severity) + (id.startsWith('aud-') ? 1 : 0),
		text: ({finding: {severity}}) => severity,
	},
	{
		id: 'subject',
		title: 'SUBJECT',
		width: {min: 16, max: 40},
		drop: 0,
		key: 'S',
		cell: row => ({text: subjectText(row), tone: 'strong'}),
		text: subjectText,
	},
	{
		id: 'title',
		title: 'FINDING',
		width: {min: 24, max: 70},
		drop: 0,
		key: 'T',
		cell: ({what}) => what,
		text: ({what}) => what,
	},
	{
		id: 'id',
		title: 'ID',
		// What it is called matters less than what is wrong: it goes as a whole where there is no room.
		width: {min: 34, max: 34},
		drop: 2,
		spare: true,
		key: 'I',
		cell: ({finding: {id}}) => ({text: id, tone: 'dim'}),
		text: ({finding: {id}}) => id,
	},
	{
		id: 'confidence',
		title: 'CONFIDENCE',
		width: {min: 9, max: 10},
		drop: 3,
		spare: true,
		key: 'O',
		cell: ({finding: {confidence}}) => ({text: confidence, tone: 'dim'}),
		text: ({finding: {confidence}}) => confidence,
	},
];

/** One subject may be found wanting several times by one rule: the later ones are numbered. */
const findingRows = lastCall((diagnoses: Snapshot['diagnoses']): readonly FindingRow[] => {
	const seen = new Map<Key, number>();
	const looks = ({id, subject}: Finding) => `${id} ${subject.kind} ${subject.name}`;
	const alike = new Map<string, number>();
	for (const {findings} of diagnoses.values())
		for (const each of findings) alike.set(looks(each), (alike.get(looks(each)) ?? 0) + 1);
	return [...diagnoses.values()].flatMap(({findings}) =>
		findings.map(finding => {
			const key = `${finding.id} ${finding.subject.kind} ${keyOf(finding.subject)}`;
			const times = (seen.get(key) ?? 0) + 1;
			seen.set(key, times);
			const what = alike.get(looks(finding)) === 1 ? finding.title : finding.message;
			return {key: times === 1 ? key : `${key} ${times}`, finding, what};
		}),
	);
});

/** Lines, not a table: a value that proves something is never cut. */
export function evidenceSection(evidence: readonly Evidence[]): Section {
	return lines(
		'Evidence',
		evidence.map(({source, at, value, expected}) => ({
			label: source,
			value: [
				{text: `${briefCommand(at)}: `, tone: 'dim'},
				{text: value, tone: 'strong'},
				{text: expected === undefined ? '' : `  should be: ${expected}`, tone: 'accent'},
			],
		})),
	);
}

export function fixSection({title, commands, sideEffects, plan}: Fix): Section {
	return lines('Fix', [
		{label: 'do', value: {text: title, tone: 'strong'}},
		...commands.map(command => ({label: '$', value: {text: command, tone: 'accent'} as const})),
		...sideEffects.map(text => ({label: 'effect', value: {text, tone: 'warn'} as const})),
		{label: 'by docknet', value: plan ? 'f shows what it would do, and does it' : undefined},
	]);
}

function describe({finding}: FindingRow, {diagnoses}: Snapshot): readonly Section[] {
	const {id, title, severity, confidence, message, evidence, fix} = finding;
	const diagnosis = diagnoses.get(finding.subject.host);
	return [
		lines('Finding', [
			{label: 'what', value: {text: message, tone: 'plain'}},
			{label: 'why', value: diagnosis?.reasons[id]},
			{
				label: 'severity',
				value: [
					{text: severity, tone: severityTones[severity]},
					{text: confidence === 'observed' ? ', observed' : ', predicted from what is configured', tone: 'plain'},
				],
			},
			{label: 'rule', value: `${id}: ${title}`},
		]),
		evidenceSection(evidence),
		...(fix ? [fixSection(fix)] : []),
		{
			title: `Rules that were skipped (${diagnosis?.checked ?? 0} were checked)`,
			columns: ['rule', 'reason'],
			rows: (diagnosis?.skipped ?? []).map(({id: rule, reason}) => [rule, reason]),
			empty: 'nothing was left out',
		},
	];
}

export const findingsView: View<FindingRow> = {
	noun: 'findings',
	columns,
	defaultSort: {column: 'severity', descending: false},
	rows: ({diagnoses}) => findingRows(diagnoses),
	key: ({key}) => key,
	name: ({finding}) => finding.subject.name,
	search: ({finding: {id, title, severity, subject, message, evidence}}) =>
		[id, title, severity, subject.kind, subject.name, subject.id, message, ...evidence.map(({value}) => value)].join(
			'\n',
		),
	fields: {kind: ({finding}) => finding.subject.kind, name: ({finding}) => finding.subject.name},
	describe,
	json: ({finding}) => finding,
};
