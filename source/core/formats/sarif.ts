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

type Described = Pick<Rule, 'id' | 'title' | 'why' | 'severity' | 'benchmark'>;

/** `tags`: those who read SARIF rank only what is called security by its severity. */
function descriptor({id, title, why, severity, benchmark}: Described) {
	return {
		id,
		shortDescription: {text: title},
		fullDescription: {text: why},
		help: {text: `${title}. ${why}${benchmark ? ` CIS Docker Benchmark 1.6.0: ${benchmark}.` : ''}`},
		defaultConfiguration: {level: levels[severity]},
		properties: {
			severity,
			'security-severity': securitySeverities[severity],
			tags: [id.startsWith('aud-') ? 'security' : 'reliability', 'network'],
			...(benchmark && {benchmark: `CIS Docker Benchmark 1.6.0: ${benchmark}`}),
		},
	};
}

/** The rules, and what found something without being one: a rule that failed. */
function descriptors({rules, findings}: Report): readonly Described[] {
	const others = findings.filter(({id}) => !rules.some(rule => rule.id === id));
	const failed = others.slice(0, 1).map(({id, title, severity}) => ({id, title, why: 'A bug in docknet.', severity}));
	return [...rules, ...failed];
}

/**
 * What an engine has is no file, and the kinds of logical location that SARIF knows do not fit: `resource` is the general
 * one. GitHub takes no result without a file and a line, so the subject stands for one, whether it exists or not.
 */
function location({kind, name, id, host}: Finding['subject']) {
	return {
		physicalLocation: {
			artifactLocation: {uri: `${kind}/${encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '\ufffd'))}`},
			region: {startLine: 1},
		},
		logicalLocations: [{name, fullyQualifiedName: `${host}/${kind}/${name}`, kind: 'resource', properties: {id}}],
	};
}

function result(finding: Finding, ruleIndex: number, occurrence: number) {
	const {id, severity, confidence, subject, message, evidence, fix} = finding;
	return {
		ruleId: id,
		ruleIndex,
		level: levels[severity],
		message: {text: message},
		locations: [location(subject)],
		// The name that GitHub looks for; its values end in a count, for what is otherwise the same.
		partialFingerprints: {primaryLocationLineHash: `${identity(finding)}:${occurrence}`},
		properties: {severity, confidence, evidence, fix: fixJson(fix)},
	};
}

function identity({id, subject: {host, kind, name}}: Finding): string {
	return `${id} ${host}/${kind}/${name}`;
}

function kindOf({rules}: Report): 'audit' | 'doctor' {
	return rules.every(({id}) => id.startsWith('aud-')) ? 'audit' : 'doctor';
}

function write(report: Report): string {
	const {engine, checked, skipped, findings} = report;
	const described = descriptors(report);
	const counts = new Map<string, number>();
	const results = findings.map(finding => {
		const occurrence = (counts.get(identity(finding)) ?? 0) + 1;
		counts.set(identity(finding), occurrence);
		return result(
			finding,
			described.findIndex(({id}) => id === finding.id),
			occurrence,
		);
	});
	const log = {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {driver: {name: 'docknet', rules: described.map(descriptor)}},
				// GitHub replaces what it had of the same: each engine has alerts of its own, of doctor and of audit.
				automationDetails: {id: `docknet/${kindOf(report)}/${engine.name}/`},
				results,
				properties: {engine, checked, skipped},
			},
		],
	};
	return `${visibleJson(JSON.stringify(log, undefined, 2))}\n`;
}

/** SARIF 2.1.0, for code scanning and other readers of findings. */
export const sarif: ReportFormat = {id: 'sarif', write};
