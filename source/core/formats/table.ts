import type {Finding} from '../model/finding.js';
import {briefCommand} from '../probes/brief-command.js';
import {safe} from '../text/safe.js';
import {commandsOf, evidenceOf, type Group, groupsOf} from './groups.js';
import {benchmarkOf, type Report, type ReportFormat} from './report.js';

const namesInLine = 8;

/** A few in each line. */
function* namesOf(findings: readonly Finding[]): Iterable<string> {
	const names = findings.map(({subject}, index) => `${safe(subject.name)}${index < findings.length - 1 ? ',' : ''}`);
	for (let start = 0; start < names.length; start += namesInLine) {
		yield `  ${start === 0 ? 'same for' : '        '}  ${names.slice(start, start + namesInLine).join(' ')}`;
	}
}

function* linesOf(group: Group, benchmark: string | undefined): Iterable<string> {
	const {id, severity, confidence, subject, message, fix} = group.first;
	const more = group.others.length === 0 ? '' : ` and ${group.others.length} more`;
	const cis = benchmark ? `, CIS ${benchmark}` : '';
	yield `${severity.toUpperCase().padEnd(8)}  ${id}  ${subject.kind} ${safe(subject.name)}${more}  (${confidence}${cis})`;
	yield `  ${safe(message)}`;
	const {shown, more: left} = evidenceOf(group);
	for (const {at, value, expected} of shown) {
		yield `  evidence  ${safe(briefCommand(at))} = ${safe(value)}${expected === undefined ? '' : `, expected: ${safe(expected)}`}`;
	}

	if (left > 0) yield `  evidence  and ${left} more, which --json has`;
	yield* namesOf(group.others);
	if (!fix) return;
	yield `  fix       ${safe(fix.title)}`;
	for (const command of commandsOf(group)) yield `            $ ${safe(command)}`;
	for (const effect of fix.sideEffects) yield `            note: ${safe(effect)}`;
}

/** `2 findings (1 critical, 1 low)`. */
export function countText(findings: readonly Finding[]): string {
	if (findings.length === 0) return 'no findings';
	const counts = new Map<string, number>();
	for (const {severity} of findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
	const parts = [...counts].map(([severity, count]) => `${count} ${severity}`).join(', ');
	return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} (${parts})`;
}

/** `53 rules checked, 5 skipped`. */
export function checkedText({checked, skipped}: Report): string {
	return `${checked} ${checked === 1 ? 'rule' : 'rules'} checked, ${skipped.length} skipped`;
}

/** One line for each reason. */
function skippedLines(skipped: Report['skipped']): readonly string[] {
	const ids = new Map<string, string[]>();
	for (const {id, reason} of skipped) ids.set(reason, [...(ids.get(reason) ?? []), id]);
	return [...ids].map(([reason, skippedIds]) => `skipped   ${skippedIds.join(', ')}: ${safe(reason)}`);
}

function write(report: Report): string {
	const {engine, skipped, findings} = report;
	return [
		...groupsOf(findings).flatMap(group => [...linesOf(group, benchmarkOf(report, group.first)), '']),
		...skippedLines(skipped),
		...(skipped.length > 0 ? [''] : []),
		`${safe(engine.name)} ${safe(engine.version)} at ${safe(engine.host)}: ${countText(findings)}; ${checkedText(report)}`,
	]
		.map(line => `${line}\n`)
		.join('');
}

/** For people at a terminal: a block of lines for each finding, worst first; what is the same of many is said once. */
export const table: ReportFormat = {id: 'table', write};
