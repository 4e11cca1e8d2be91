import {differences} from '../core/explain/differences.js';
import {type Explanation, isMeasured, type PathQuestion, type Verdict} from '../core/explain/explanation.js';
import {headlineOf} from '../core/explain/explanation-text.js';
import type {Flip, WatchSummary} from '../core/explain/watched.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {EngineError} from '../engine/errors.js';
import {createBell} from '../store/bell.js';
import {explainWithSnapshot, type PathRun} from './explain-path.js';

export type Watching = PathRun & {
	/** Undefined: until the signal. */
	readonly count?: number;
	/** The first look is a flip, too. */
	readonly onFlip: (flip: Flip) => void;
	/** After each look, with all that came of it so far. */
	readonly onLook?: (explanation: Explanation, summary: WatchSummary) => void;
};

/** What looks came to so far: a watch that is given the record of an earlier one of the same path goes on from there. */
export type WatchRecord = {
	looks: number;
	/** Of these: through, and measured rather than only predicted. */
	through: number;
	measured: number;
	longestOutageMs: number;
	readonly causes: Record<string, number>;
	before?: {readonly verdict: Verdict; readonly cause: string | undefined; readonly snapshot: Snapshot};
};

export function emptyRecord(): WatchRecord {
	return {looks: 0, through: 0, measured: 0, longestOutageMs: 0, causes: {}};
}

function summaryOf({looks, through, measured, longestOutageMs, causes}: WatchRecord): WatchSummary {
	const availability = looks === 0 ? 0 : Math.round((1000 * through) / looks) / 10;
	return {looks, measured, availability, longestOutageMs, causes: {...causes}};
}

const intervalMs = 1000;

const awayKinds: readonly EngineError['kind'][] = ['unreachable', 'timeout', 'engine'];

/** What is known of the path while its engine does not answer. */
function withoutEngine(question: PathQuestion, {message}: EngineError): Explanation {
	const title = `the engine does not answer: ${message}`;
	const step = {id: 'engine', status: 'unknown', title, confidence: 'observed', evidence: []} as const;
	return {question, verdict: 'unknown', also: [], steps: [step], suspects: []};
}

/**
 * Explains and probes once a second. Resolves when the count is reached or the signal ends it; the first look rejects as explainPath
 * does, and after that an engine that goes away is a look as others are. The time between two watches is no outage.
 */
export async function watchPath(
	question: PathQuestion,
	run: Watching,
	record: WatchRecord = emptyRecord(),
): Promise<WatchSummary> {
	const {signal, now, count = Number.POSITIVE_INFINITY, onFlip, onLook} = run;
	const bell = createBell();
	let done = 0;
	let outSince: number | undefined;
	while (done < count && !signal.aborted) {
		const at = now();
		const {before} = record;
		let look: Awaited<ReturnType<typeof explainWithSnapshot>>;
		try {
			// While it works, both ends are as they were seen.
			const known = done > 0 && before?.verdict === 'reachable' ? {known: before.snapshot} : {};
			look = await explainWithSnapshot(question, {...run, ...known});
		} catch (error) {
			if (signal.aborted) break;
			if (!(error instanceof EngineError && awayKinds.includes(error.kind) && before)) throw error;
			look = {explanation: withoutEngine(question, error), snapshot: before.snapshot};
		}

		const {explanation, snapshot} = look;
		const {verdict, cause} = explanation;
		done++;
		record.looks++;
		if (isMeasured(explanation)) record.measured++;
		const isThrough = verdict === 'reachable';
		if (isThrough) record.through++;
		else record.causes[cause ?? 'unknown'] = (record.causes[cause ?? 'unknown'] ?? 0) + 1;
		if (outSince !== undefined) record.longestOutageMs = Math.max(record.longestOutageMs, at - outSince);
		outSince = isThrough ? undefined : (outSince ?? at);
		if (!before || before.verdict !== verdict || before.cause !== cause) {
			const changed = before ? differences(question, before.snapshot, snapshot) : [];
			onFlip({at, verdict, ...(cause && {cause}), headline: headlineOf(explanation), changed});
		}

		record.before = {verdict, cause, snapshot};
		onLook?.(explanation, summaryOf(record));
		if (done < count) await bell.sleep(Math.max(0, at + intervalMs - now()), signal);
	}

	return summaryOf(record);
}
