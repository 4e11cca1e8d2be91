import type {Finding, Fix} from '../model/finding.js';
import {visibleJson} from '../text/json.js';
import {benchmarkOf, type Report, type ReportFormat} from './report.js';

/** A fix as data; the plan behind it is docknet's own affair. */
export function fixJson(fix: Fix | undefined) {
	return fix ? {title: fix.title, commands: fix.commands, sideEffects: fix.sideEffects} : null;
}

function findingJson({id, title, severity, confidence, subject, message, evidence, fix}: Finding) {
	const {kind, name, id: subjectId, host} = subject;
	return {
		id,
		title,
		severity,
		confidence,
		subject: {kind, name, id: subjectId, host},
		message,
		evidence: evidence.map(({source, at, value, expected = null}) => ({source, at, value, expected})),
		fix: fixJson(fix),
	};
}

function write(report: Report): string {
	const {engine, checked, skipped} = report;
	// JSON leaves out what is undefined.
	const findings = report.findings.map(each => ({...findingJson(each), benchmark: benchmarkOf(report, each)}));
	return `${visibleJson(JSON.stringify({engine, checked, skipped, findings}, undefined, 2))}\n`;
}

export const json: ReportFormat = {id: 'json', write};
