import type {Finding, Severity} from '../model/finding.js';
import type {Snapshot} from '../model/snapshot.js';

/** What `check` says of one subject; id and title are the rule's. */
export type Found = Omit<Finding, 'id' | 'title' | 'severity'> & {
	/** Where it weighs more or less than the rule does as a rule. */
	readonly severity?: Severity;
};

/** One thing that can be wrong. Its file is named after its id. */
export type Rule = {
	readonly id: string;
	/** What is wrong, in a few words: `Published port answers on no interface`. */
	readonly title: string;
	/** Why it matters: one sentence. */
	readonly why: string;
	readonly severity: Severity;
	/** Id in the CIS Docker Benchmark v1.6.0. */
	readonly benchmark?: string;
	/** Of an audit: another rule about the same fact, doctor's as a rule. Where both find it in one subject, the graver speaks, else the earlier, which doctor's are. */
	readonly sameAs?: string;
	/** Why the rule cannot say anything here (nothing was measured, the engine is too old …); shown. */
	readonly skip?: (snapshot: Snapshot) => string | undefined;
	/** Pure. What cannot be known gives no finding. */
	readonly check: (snapshot: Snapshot) => Iterable<Found>;
};
