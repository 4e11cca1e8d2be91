import type {Confidence, Evidence, Fix} from '../model/finding.js';
import type {Place} from '../probes/probe.js';
import type {Probed} from '../probes/probed.js';

/** What is asked: does this reach that? */
export type PathQuestion = {
	readonly from: Place;
	/** Name of the place: the container's, `host` or `outside`. */
	readonly fromName: string;
	/** As typed, without port and protocol: a container, alias, service, name.network, address, outside name. */
	readonly target: string;
	/** Undefined: does any packet get there (ping)? */
	readonly port?: number;
	readonly protocol: 'tcp' | 'udp';
};

export type PathStep = {
	/** `state`, `name`, `network`, `listener` … */
	readonly id: string;
	readonly status: 'pass' | 'fail' | 'warn' | 'unknown' | 'skipped';
	/** What was found out, with names and values: `db → 172.20.0.3 (alias of shop-db-1 on shop_data)`. */
	readonly title: string;
	readonly confidence: Confidence;
	readonly evidence: readonly Evidence[];
	/** The fault, where it fails or warns. */
	readonly finding?: string;
	readonly fix?: Fix;
};

export type Verdict = 'reachable' | 'blocked' | 'unknown';

/** From the snapshot alone. */
export type Prediction = {
	readonly verdict: Verdict;
	readonly steps: readonly PathStep[];
	/** What a probe should try: the target as typed, and the address that it is predicted to lead to. */
	readonly address?: string;
};

/** Prediction and observation together; an observation wins, and a contradiction is a step of its own. */
export type Explanation = {
	readonly question: PathQuestion;
	readonly verdict: Verdict;
	/** Id of the fault to blame. */
	readonly cause?: string;
	/** Faults behind it. */
	readonly also: readonly string[];
	readonly steps: readonly PathStep[];
	readonly probe?: Probed;
	/** Why nothing was tried, though it was to be. */
	readonly notMeasured?: string;
	readonly fix?: Fix;
	/** What Docker cannot see and may be to blame, where nothing else is. */
	readonly suspects: readonly string[];
};

/** Whether a probe told something, be it a failure. */
export function isMeasured({steps}: Pick<Explanation, 'steps'>): boolean {
	return steps.some(({id}) => id === 'probe');
}

/**
 * Index of the step to read first: the one that the cause comes from, else the first that fails and tells why, else, where it cannot
 * be told, the first that is not known, else the first.
 */
export function stepToRead({steps, cause, verdict}: Explanation): number {
	const at = (fits: (step: PathStep) => boolean) => steps.findIndex(fits);
	const found = [
		cause === undefined ? -1 : at(({finding}) => finding === cause),
		at(({status, id}) => status === 'fail' && id !== 'probe'),
		at(({status}) => status === 'fail'),
		verdict === 'unknown' ? at(({status}) => status === 'unknown') : -1,
	];
	return found.find(index => index >= 0) ?? 0;
}
