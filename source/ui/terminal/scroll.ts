import {type Cells, difference, noCells} from './cells.js';

/** Rows `top` to `bottom` (both included) move up by `by`; down where it is negative. */
export type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

/** A line, or a notch of the mouse wheel; longer ways show other rows anyway. */
const distances = [1, -1, 2, -2, 3, -3];
/** Less is not worth a try: the sequences cost about as much as writing so many cells. */
const price = 40;

/** The scroll that saves the most cells, if it may be worth it. A list beside a pane that stays put counts too. */
export function findScroll(before: readonly Cells[], after: readonly Cells[]): Scroll | undefined {
	const now = after.map((cells, row) => difference(before[row] ?? noCells, cells));
	if (now.filter(count => count > 0).length < 4) return undefined;
	let best: Scroll | undefined;
	let saved = price;
	for (const by of distances) {
		const found = bestRun(before, after, now, by);
		if (found.saved > saved) {
			saved = found.saved;
			best = {top: Math.min(found.first, found.first + by), bottom: Math.max(found.last, found.last + by), by};
		}
	}
	return best;
}

/** The run of rows that gains most from taking what stands `by` rows below. */
function bestRun(before: readonly Cells[], after: readonly Cells[], now: readonly number[], by: number) {
	const gain = (row: number) => now[row]! - difference(before[row + by]!, after[row]!);
	/** Rows that the scroll leaves empty: above the run or below it. */
	const entering = (first: number, last: number) => {
		let sum = 0;
		for (let step = 1; step <= Math.abs(by); step++) {
			const row = by > 0 ? last + step : first - step;
			sum += now[row]! - difference(noCells, after[row]!);
		}
		return sum;
	};
	const best = {first: 0, last: 0, saved: 0};
	let first = 0;
	let sum = 0;
	const from = Math.max(0, -by);
	const to = Math.min(before.length, after.length) - Math.max(0, by);
	for (let row = from; row < to; row++) {
		if (sum <= 0) [first, sum] = [row, 0];
		sum += gain(row);
		if (sum <= best.saved) continue;
		const saved = sum + entering(first, row);
		if (saved > best.saved) Object.assign(best, {first, last: row, saved});
	}
	return best;
}
