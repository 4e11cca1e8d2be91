import type {Rates} from './traffic.js';

/** Undefined where none of them is known. */
export function sumRates(rates: Iterable<Rates | undefined>): Rates | undefined {
	let sum: Rates | undefined;
	for (const one of rates) {
		if (!one) continue;
		sum = sum
			? {
					rxBytes: sum.rxBytes + one.rxBytes,
					txBytes: sum.txBytes + one.txBytes,
					rxPackets: sum.rxPackets + one.rxPackets,
					txPackets: sum.txPackets + one.txPackets,
					errors: sum.errors + one.errors,
					drops: sum.drops + one.drops,
				}
			: one;
	}

	return sum;
}
