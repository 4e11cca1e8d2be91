import {differences} from '../core/explain/differences.js';
import type {Explanation, PathQuestion, Verdict} from '../core/explain/explanation.js';
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
 * does, and after that an engine that goes away is a look as others are.
 */
export async function watchPath(question: PathQuestion, run: Watching): Promise<WatchSummary> {
	const {signal, now, count = Number.POSITIVE_INFINITY, onFlip, onLook} = run;
	const bell = createBell();
	const causes: Record<string, number> = {};
	let looks = 0;
	let through = 0;
	let longestOutageMs = 0;
	let outSince: number | undefined;
	let before: {readonly verdict: Verdict; readonly cause: string | undefined; readonly snapshot: Snapshot} | undefined;
	const summary = (): WatchSummary => ({
		looks,
		availability: looks === 0 ? 0 : Math.round((1000 * through) / looks) / 10,
		longestOutageMs,
		causes: {...causes},
	});
	while (looks < count && !signal.aborted) {
		const at = now();
		let look: Awaited<ReturnType<typeof explainWithSnapshot>>;
		try {
			// While it works, both ends are as they were seen.
			const known = before?.verdict === 'reachable' ? {known: before.snapshot} : {};
			look = await explainWithSnapshot(question, {...run, ...known});
		} catch (error) {
			if (signal.aborted) break;
			if (!(error instanceof EngineError && awayKinds.includes(error.kind) && before)) throw error;
			look = {explanation: withoutEngine(question, error), snapshot: before.snapshot};
		}

		const {explanation, snapshot} = look;
		const {verdict, cause} = explanation;
		looks++;
		const isThrough = verdict === 'reachable';
		if (isThrough) through++;
		else causes[cause ?? 'unknown'] = (causes[cause ?? 'unknown'] ?? 0) + 1;
		if (outSince !== undefined) longestOutageMs = Math.max(longestOutageMs, at - outSince);
		outSince = isThrough ? undefined : (outSince ?? at);
		if (!before || before.verdict !== verdict || before.cause !== cause) {
			const changed = before ? differences(question, before.snapshot, snapshot) : [];
			onFlip({at, verdict, ...(cause && {cause}), headline: headlineOf(explanation), changed});
		}

		onLook?.(explanation, summary());
		before = {verdict, cause, snapshot};
		if (looks < count) await bell.sleep(Math.max(0, at + intervalMs - now()), signal);
	}

	return summary();
}
