import type {Address} from './address.js';
import {bits} from './address.js';
import {byStart, isUnusable, overlaps, type Range, rangeAt} from './range.js';

/** The first block of that prefix length, in the first pool that has one, which touches nothing taken. */
export function nextFreeSubnet(pools: readonly Range[], taken: readonly Range[], prefix: number): Range | undefined {
	const sorted = [...taken].sort(byStart);
	for (const {version, start, end, prefix: largest} of pools) {
		if (prefix < largest || prefix > bits[version]) continue;
		let candidate = rangeAt({version, value: start}, prefix);
		// Sorted, so what lies before the candidate can be forgotten: one pass is enough.
		for (const block of sorted) {
			if (!overlaps(candidate, block)) continue;
			const last = rangeAt({version, value: block.end}, prefix);
			candidate = rangeAt({version, value: last.end + 1n}, prefix);
		}

		if (candidate.end <= end) return candidate;
	}

	return undefined;
}

/** The lowest address of `part` (default: the whole subnet) that an engine could give and that is not taken. */
export function nextFreeAddress(subnet: Range, taken: ReadonlySet<bigint>, part: Range = subnet): Address | undefined {
	const {version} = subnet;
	for (let value = part.start; value <= part.end; value++) {
		const address = {version, value};
		if (!taken.has(value) && !isUnusable(subnet, address)) return address;
	}

	return undefined;
}
