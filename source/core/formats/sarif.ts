import type {Finding, Severity} from '../model/finding.js';
import type {Rule} from '../rules/rule.js';
import {visibleJson} from '../text/json.js';
import {fixJson} from './json.js';
import type {Report, ReportFormat} from './report.js';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
	critical: 'error',
	high: 'error',
	medium: 'warning',
	low: 'note',
	info: 'note',
};

/** What readers of SARIF rank by: a number from 0 to 10, as a text. */
const securitySeverities: Readonly<Record<Severity, string>> = {
	critical: '9.5',
	high: '8.0',
	medium: '5.5',
	low: '3.0',
	info: '0.0',
};

function descriptor({id, title, why, severity, benchmark}: Rule) {
	return {
		id,
		shortDescription: {text: title},
		fullDescription: {text: why},
		help: {text: `${title}. ${why}${benchmark ? ` CIS Docker Benchmark 1.6.0: ${benchmark}.` : ''}`},
		defaultConfiguration: {level: levels[severity]},
		properties: {
			severity,
			'security-severity': securitySeverities[severity],
			...(benchmark && {benchmark: `CIS Docker Benchmark 1.6.0: ${benchmark}`}),
		},
	};
}

/** The kinds that SARIF knows do not fit what an engine has: `resource` is the general one. */
function location({kind, name, id, host}: Finding['subject']) {
	return {
		logicalLocations: [{name, fullyQualifiedName: `${host}/${kind}/${name}`, kind: 'resource', properties: {id}}],
	};
}

function result(finding: Finding, rules: readonly Rule[]) {
	const {id, severity, confidence, subject, message, evidence, fix} = finding;
	const ruleIndex = rules.findIndex(rule => rule.id === id);
	return {
		ruleId: id,
		...(ruleIndex >= 0 && {ruleIndex}),
		level: levels[severity],
		message: {text: message},
		locations: [location(subject)],
		partialFingerprints: {'subject/v1': `${subject.host}/${subject.kind}/${subject.name}`},
		properties: {severity, confidence, evidence, fix: fixJson(fix)},
	};
}

function write({engine, checked, skipped, findings, rules}: Report): string {
	const log = {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {driver: {name: 'docknet', rules: rules.map(descriptor)}},
				results: findings.map(finding => result(finding, rules)),
				properties: {engine, checked, skipped},
			},
		],
	};
	return `${visibleJson(JSON.stringify(log, undefined, 2))}\n`;
}

/** SARIF 2.1.0, for code scanning and other readers of findings. */
export const sarif: ReportFormat = {id: 'sarif', write};
