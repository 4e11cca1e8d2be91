import type {Finding, Severity} from '../model/finding.js';
import {severities} from '../model/finding.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {safe} from '../text/safe.js';
import type {Rule} from './rule.js';

/** The user's word on rules, by id: another severity, or off with the reason that is shown. */
export type RuleSettings = Readonly<Record<string, {readonly severity?: Severity; readonly off?: string}>>;

export type Examined = {
	/** How many rules had a say. */
	readonly checked: number;
	readonly skipped: readonly {readonly id: string; readonly reason: string}[];
	/** Worst first. */
	readonly findings: readonly Finding[];
};

const rank = ({severity}: Finding) => severities.indexOf(severity);

/** All rules over one snapshot. A rule that throws is a finding of its own, never silence. */
export function runRules(
	rules: readonly Rule[],
	snapshot: Snapshot,
	host: HostId,
	settings: RuleSettings = {},
): Examined {
	const skipped: Examined['skipped'][number][] = [];
	const findings: Finding[] = [];
	let checked = 0;
	for (const rule of rules) {
		const {id, title} = rule;
		const {severity = rule.severity, off} = settings[id] ?? {};
		try {
			const reason = off ?? rule.skip?.(snapshot);
			if (reason !== undefined) {
				skipped.push({id, reason});
				continue;
			}

			for (const found of rule.check(snapshot)) {
				findings.push({id, title, ...found, severity: settings[id]?.severity ?? found.severity ?? severity});
			}

			checked++;
		} catch (error) {
			findings.push(failure(rule, host, error));
		}
	}

	const sorted = findings.sort((one, other) => rank(one) - rank(other));
	return {checked, skipped, findings: withoutRepeats(rules, sorted)};
}

/** Of two rules that say the same of one subject the graver has the word, the earlier where they are alike. */
function withoutRepeats(rules: readonly Rule[], findings: readonly Finding[]): readonly Finding[] {
	const facts = new Map(rules.map(({id, sameAs = id}) => [id, sameAs]));
	const keyOf = ({id, subject: {host, kind, id: subject}}: Finding) => `${facts.get(id)} ${host}/${kind}/${subject}`;
	const tellers = new Map(findings.map(finding => [keyOf(finding), finding.id] as const).toReversed());
	return findings.filter(finding => tellers.get(keyOf(finding)) === finding.id);
}

function failure({id}: Rule, host: HostId, error: unknown): Finding {
	const message = safe(error instanceof Error ? error.message : String(error));
	return {
		id: 'rule-failed',
		title: 'A rule of docknet failed',
		severity: 'medium',
		confidence: 'observed',
		subject: {kind: 'host', name: host, id: host, host},
		message: `The rule ${id} failed, so what it looks for is not known: ${message}. This is a bug in docknet.`,
		evidence: [],
	};
}
