import {describe, expect, test} from 'vitest';
import type {Severity} from '../../../source/core/model/finding.js';
import type {Snapshot} from '../../../source/core/model/snapshot.js';
import type {Rule} from '../../../source/core/rules/rule.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {lab} from '../../objects.js';

/** One snapshot that fires and those that nearly do and must not. */
export type Case = {
	readonly rule: Rule;
	readonly fires: Snapshot;
	/** The true value that the evidence names. */
	readonly value: string;
	/** Names of what is found. */
	readonly subjects: readonly string[];
	/** Where it is not the rule's own. */
	readonly severity?: Severity;
	readonly nearly: readonly Snapshot[];
	/** Where the rule has no say, and says so. */
	readonly unknown?: readonly Snapshot[];
};

export function testCases(cases: readonly Case[]): void {
	for (const {rule, fires, value, subjects, severity = rule.severity, nearly, unknown = []} of cases) {
		describe(rule.id, () => {
			test('fires', () => {
				const {findings, skipped} = runRules([rule], fires, lab);
				expect(skipped).toEqual([]);
				expect(findings.map(({subject}) => subject.name)).toEqual(subjects);
				for (const finding of findings) {
					expect(finding).toMatchObject({id: rule.id, severity});
					expect(finding.message).toContain(finding.subject.name);
				}

				const values = findings.flatMap(({evidence}) => evidence.map(each => each.value));
				expect(values).toContain(value);
			});

			test.each(nearly)('nearly fires %#', snapshot => {
				expect(runRules([rule], snapshot, lab)).toEqual({checked: 1, skipped: [], findings: []});
			});

			test.each(unknown)('has no say %#', snapshot => {
				const {checked, findings, skipped} = runRules([rule], snapshot, lab);
				expect({checked, findings, skipped: skipped.map(({id}) => id)}).toEqual({
					checked: 0,
					findings: [],
					skipped: [rule.id],
				});
			});
		});
	}
}
