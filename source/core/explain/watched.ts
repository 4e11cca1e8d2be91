import {isoDate} from '../text/formats.js';
import type {Explanation, Verdict} from './explanation.js';

/** The verdict or its cause became another. `changed`: what became different at the engine since the look before, one line each. */
export type Flip = {
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly verdict: Verdict;
	readonly cause?: string;
	readonly headline: string;
	readonly changed: readonly string[];
};

export type WatchSummary = {
	readonly looks: number;
	/** Of these, measured: the others are predicted only. */
	readonly measured: number;
	/** Percent of the looks that got through. */
	readonly availability: number;
	/** Milliseconds. */
	readonly longestOutageMs: number;
	/** Of the looks that did not get through. */
	readonly causes: Readonly<Record<string, number>>;
};

/** What came of watching so far. `flips`: the newest first. */
export type Watched = {
	readonly explanation: Explanation;
	readonly summary: WatchSummary;
	readonly flips: readonly Flip[];
};

/** `12:00:05Z ✗ web → db:5432 does NOT work (observed: refused)  [port-not-listening]`. */
export function flipText({at, headline, cause}: Flip): string {
	return `${isoDate(at).slice(11)} ${headline}${cause ? `  [${cause}]` : ''}`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What is only predicted is not said to have got through. */
function throughText({looks, measured, availability}: WatchSummary): string {
	if (measured === 0) return `, none measured: ${availability} % predicted to get through`;
	const not = looks - measured;
	return `${not > 0 ? `, ${not} not measured` : ''}: ${availability} % got through`;
}

/** `12 looks: 75 % got through, longest outage 3.0 s (port-not-listening 3 times)`. */
export function summaryText(summary: WatchSummary): string {
	const {looks, longestOutageMs, causes} = summary;
	const named = Object.entries(causes).map(([cause, times]) => `${cause} ${counted(times, 'time')}`);
	const outage = longestOutageMs > 0 ? `, longest outage ${(longestOutageMs / 1000).toFixed(1)} s` : '';
	return `${counted(looks, 'look')}${throughText(summary)}${outage}${named.length > 0 ? ` (${named.join(', ')})` : ''}`;
}
