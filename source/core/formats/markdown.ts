import {briefCommand} from '../probes/brief-command.js';
import {safe} from '../text/safe.js';
import {commandsOf, evidenceOf, type Group, groupsOf} from './groups.js';
import {benchmarkOf, type Report, type ReportFormat} from './report.js';
import {checkedText, countText} from './table.js';

/** Whatever Markdown or HTML would take for markup. */
const markup = /[\\`*_{}[\]<>()#+!|~&$-]/g;

function plain(text: string): string {
	return safe(text).replaceAll(markup, String.raw`\$&`);
}

/** Text in a code span: the fence is longer than any run of back quotes inside. */
function code(text: string): string {
	const clean = safe(text);
	if (clean.trim() === '') return '(empty)';
	const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return longest > 0 ? `${fence} ${clean} ${fence}` : `${fence}${clean}${fence}`;
}

function section(group: Group, benchmark: string | undefined): readonly string[] {
	const {id, title, severity, confidence, subject, message, fix} = group.first;
	const {shown, more} = evidenceOf(group);
	const others = group.others.map(other => code(other.subject.name));
	return [
		`## ${severity}: ${plain(title)}`,
		'',
		`${code(id)} · ${subject.kind} ${code(subject.name)} · ${confidence}${benchmark ? ` · CIS Docker Benchmark ${benchmark}` : ''}`,
		'',
		plain(message),
		'',
		...shown.map(
			({at, value, expected}) =>
				`- ${code(briefCommand(at))} is ${code(value)}${expected === undefined ? '' : `; expected: ${plain(expected)}`}`,
		),
		...(more > 0 ? [`- and ${more} more, which the JSON has`] : []),
		...(shown.length > 0 ? [''] : []),
		...(others.length > 0 ? [`The same for ${others.join(', ')}.`, ''] : []),
		...(fix
			? [
					`**Fix:** ${plain(fix.title)}`,
					'',
					...commandsOf(group).map(command => `- ${code(command)}`),
					...fix.sideEffects.map(effect => `- ${plain(effect)}`),
					...(fix.commands.length + fix.sideEffects.length > 0 ? [''] : []),
				]
			: []),
	];
}

function write(report: Report): string {
	const {engine, skipped, findings} = report;
	return [
		`# ${plain(engine.name)} ${plain(engine.version)} at ${code(engine.host)}`,
		'',
		`${countText(findings)}; ${checkedText(report)}.`,
		'',
		...groupsOf(findings).flatMap(group => section(group, benchmarkOf(report, group.first))),
		...(skipped.length > 0
			? ['## Skipped', '', ...skipped.map(({id, reason}) => `- ${code(id)}: ${plain(reason)}`)]
			: []),
	]
		.join('\n')
		.trimEnd()
		.concat('\n');
}

/** For an issue or a report. */
export const markdown: ReportFormat = {id: 'markdown', write};
