import type {Finding} from './finding.js';

/** What the rules said of one engine at one moment. */
export type Diagnosis = {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Measured too, not only read. */
	readonly probed: boolean;
	/** How many rules had a say. */
	readonly checked: number;
	/** Rules that could say nothing, and what was not looked at. */
	readonly skipped: readonly {readonly id: string; readonly reason: string}[];
	/** Worst first. */
	readonly findings: readonly Finding[];
	/** Why a fault matters, by the rule's id. */
	readonly reasons: Readonly<Record<string, string>>;
};
