import type {Container} from '../model/container.js';
import {windowLength} from './advance.js';
import {sumRates} from './sum.js';
import type {Rates, Traffic} from './traffic.js';

/**
 * What flows through a network, as its containers' ends see it. Counters come by interface and do not tell its network:
 * those of a container on several networks count whole, and the sum is an upper bound (`exact` false).
 */
export type NetworkTraffic = {
	readonly exact: boolean;
	readonly rates: Rates | undefined;
	/** Errors and drops since the containers' interfaces were made. */
	readonly totals: {readonly errors: number; readonly drops: number};
	/** As in Traffic: bytes per second, one slot a second, newest last. */
	readonly window: readonly number[];
};

/** Windows that end at different moments, added second by second; NaN where none of them was measured. */
function sumWindows(all: readonly Traffic[]): readonly number[] {
	const newest = Math.max(...all.map(({at}) => Math.floor(at / 1000)));
	const sum = new Array<number>(windowLength).fill(Number.NaN);
	for (const {at, window} of all) {
		const end = windowLength - (newest - Math.floor(at / 1000));
		for (const [index, value] of window.entries()) {
			const slot = end - window.length + index;
			if (slot < 0 || Number.isNaN(value)) continue;
			sum[slot] = (Number.isNaN(sum[slot]) ? 0 : sum[slot]!) + value;
		}
	}

	return sum.slice(sum.findIndex(value => !Number.isNaN(value)));
}

/**
 * Of the containers that have an endpoint on the network. One that shares another's namespace has none: its traffic is
 * its provider's and so counts once. Undefined while nothing was measured.
 */
export function networkTraffic(
	containers: readonly Container[],
	traffic: ReadonlyMap<string, Traffic>,
): NetworkTraffic | undefined {
	const measured = containers.flatMap(container => {
		const own = traffic.get(container.id);
		return own && own.interfaces.size > 0 ? [{container, own}] : [];
	});
	if (measured.length === 0) return undefined;
	const all = measured.map(({own}) => own);
	return {
		exact: measured.every(({container, own}) => container.endpoints.length === 1 && own.interfaces.size === 1),
		rates: sumRates(all.map(({rates}) => rates)),
		totals: {
			errors: all.reduce((sum, {totals}) => sum + totals.errors, 0),
			drops: all.reduce((sum, {totals}) => sum + totals.drops, 0),
		},
		window: sumWindows(all),
	};
}
