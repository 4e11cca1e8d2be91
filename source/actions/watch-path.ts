import {differences} from '../core/explain/differences.js';
import type {Explanation, PathQuestion, Verdict} from '../core/explain/explanation.js';
import {headlineOf} from '../core/explain/explanation-text.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {createBell} from '../store/bell.js';
import {explainWithSnapshot, type PathRun} from './explain-path.js';

/** The verdict or its cause became another. `changed`: what became different at the engine since the look before, one line each. */
export type Flip = {
	readonly at: number;
	readonly verdict: Verdict;
	readonly cause?: string;
	readonly headline: string;
	readonly changed: readonly string[];
};

export type WatchSummary = {
	readonly looks: number;
	/** Percent of the looks that got through. */
	readonly availability: number;
	/** Milliseconds. */
	readonly longestOutageMs: number;
	/** Of the looks that did not get through. */
	readonly causes: Readonly<Record<string, number>>;
};

export type Watching = PathRun & {
	/** Undefined: until the signal. */
	readonly count?: number;
	/** The first look is a flip, too. */
	readonly onFlip: (flip: Flip) => void;
	readonly onLook?: (explanation: Explanation) => void;
};

const intervalMs = 1000;

/** Explains and probes once a second. Resolves when the count is reached or the signal ends it; rejects as explainPath does. */
export async function watchPath(question: PathQuestion, run: Watching): Promise<WatchSummary> {
	const {signal, now, count = Number.POSITIVE_INFINITY, onFlip, onLook} = run;
	const bell = createBell();
	const causes: Record<string, number> = {};
	let looks = 0;
	let through = 0;
	let longestOutageMs = 0;
	let outSince: number | undefined;
	let before: {readonly verdict: Verdict; readonly cause: string | undefined; readonly snapshot: Snapshot} | undefined;
	while (looks < count && !signal.aborted) {
		const at = now();
		let look: Awaited<ReturnType<typeof explainWithSnapshot>>;
		try {
			// While it works, both ends are as they were seen.
			const known = before?.verdict === 'reachable' ? {known: before.snapshot} : {};
			look = await explainWithSnapshot(question, {...run, ...known});
		} catch (error) {
			if (signal.aborted) break;
			throw error;
		}

		const {explanation, snapshot} = look;
		const {verdict, cause} = explanation;
		looks++;
		onLook?.(explanation);
		const isThrough = verdict === 'reachable';
		if (isThrough) through++;
		else causes[cause ?? 'unknown'] = (causes[cause ?? 'unknown'] ?? 0) + 1;
		if (outSince !== undefined) longestOutageMs = Math.max(longestOutageMs, at - outSince);
		outSince = isThrough ? undefined : (outSince ?? at);
		if (!before || before.verdict !== verdict || before.cause !== cause) {
			const changed = before ? differences(before.snapshot, snapshot) : [];
			onFlip({at, verdict, ...(cause && {cause}), headline: headlineOf(explanation), changed});
		}

		before = {verdict, cause, snapshot};
		if (looks < count) await bell.sleep(Math.max(0, at + intervalMs - now()), signal);
	}

	return {looks, availability: looks === 0 ? 0 : Math.round((1000 * through) / looks) / 10, longestOutageMs, causes};
}
