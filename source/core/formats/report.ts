import type {Finding} from '../model/finding.js';
import type {Rule} from '../rules/rule.js';

/** What doctor and audit found, with all that a format needs to say it. */
export type Report = {
	readonly engine: {readonly name: string; readonly version: string; readonly host: string};
	/** How many rules had a say. */
	readonly checked: number;
	readonly skipped: readonly {readonly id: string; readonly reason: string}[];
	/** Worst first. */
	readonly findings: readonly Finding[];
	/** All rules that were asked for, those that found nothing too. */
	readonly rules: readonly Rule[];
};

/** One way to write a report. The text ends with a line break. */
export type ReportFormat = {
	readonly id: 'table' | 'json' | 'markdown' | 'sarif';
	readonly write: (report: Report) => string;
};

/** Its number in the CIS Docker Benchmark, where the rule has one. */
export function benchmarkOf({rules}: Report, {id}: Finding): string | undefined {
	return rules.find(rule => rule.id === id)?.benchmark;
}
