import type {InterfaceCounters, Sample} from '../model/sample.js';
import {sumRates} from './sum.js';
import type {Rates, Traffic} from './traffic.js';

/** Slots of the window, one a second. */
export const windowLength = 60;

/** A rate is the mean since the reading before; over more seconds than these it says too little to be drawn for each of them. */
const drawnSeconds = 5;

type Interface = {readonly counters: InterfaceCounters; readonly rates: Rates | undefined};

/** Per second, or undefined where a counter fell: it began anew, and what flowed between is not known. */
function ratesOf(before: InterfaceCounters, now: InterfaceCounters, seconds: number): Rates | undefined {
	let reset = false;
	const perSecond = (value: number, previous: number) => {
		if (!(value >= previous)) reset = true;
		return (value - previous) / seconds;
	};

	const rates: Rates = {
		rxBytes: perSecond(now.rxBytes, before.rxBytes),
		txBytes: perSecond(now.txBytes, before.txBytes),
		rxPackets: perSecond(now.rxPackets, before.rxPackets),
		txPackets: perSecond(now.txPackets, before.txPackets),
		errors: perSecond(now.rxErrors, before.rxErrors) + perSecond(now.txErrors, before.txErrors),
		drops: perSecond(now.rxDropped, before.rxDropped) + perSecond(now.txDropped, before.txDropped),
	};
	return reset ? undefined : rates;
}

function totalsOf(interfaces: readonly InterfaceCounters[]): Traffic['totals'] {
	const sum = (amount: (counters: InterfaceCounters) => number) =>
		interfaces.reduce((total, counters) => total + amount(counters), 0);
	return {
		errors: sum(({rxErrors, txErrors}) => rxErrors + txErrors),
		drops: sum(({rxDropped, txDropped}) => rxDropped + txDropped),
		rxBytes: sum(({rxBytes}) => rxBytes),
		txBytes: sum(({txBytes}) => txBytes),
	};
}

/** The window moved on to the second of `at`: seconds between two readings hold the mean, or a gap where they are many. */
function advanceWindow(previous: Traffic | undefined, at: number, value: number): readonly number[] {
	if (!previous) return [value];
	const slots = Math.floor(at / 1000) - Math.floor(previous.at / 1000);
	if (slots === 0) return [...previous.window.slice(0, -1), value];
	const between = slots <= drawnSeconds ? value : Number.NaN;
	const added = Array.from({length: Math.min(slots, windowLength) - 1}, () => between);
	return [...previous.window, ...added, value].slice(-windowLength);
}

/**
 * The traffic after one more reading. A reading that is not newer than the last changes nothing. An interface counts
 * from its second reading on, so one that appears, vanishes or starts again makes no peak.
 */
export function advance(previous: Traffic | undefined, sample: Sample): Traffic {
	if (previous && !(sample.at > previous.at)) return previous;
	const seconds = previous ? (sample.at - previous.at) / 1000 : 0;
	const counted = sample.interfaces.filter(({name}) => name !== 'lo');
	const interfaces = new Map<string, Interface>();
	for (const counters of counted) {
		const before = previous?.interfaces.get(counters.name)?.counters;
		interfaces.set(counters.name, {counters, rates: before && ratesOf(before, counters, seconds)});
	}

	const rates = sumRates([...interfaces.values()].map(item => item.rates));
	return {
		at: sample.at,
		rates,
		interfaces,
		totals: totalsOf(counted),
		window: advanceWindow(previous, sample.at, rates ? rates.rxBytes + rates.txBytes : Number.NaN),
	};
}
