import type {InterfaceCounters} from '../model/sample.js';

/** Per second: bytes, packets, errors, drops. */
export type Rates = {
	readonly rxBytes: number;
	readonly txBytes: number;
	readonly rxPackets: number;
	readonly txPackets: number;
	readonly errors: number;
	readonly drops: number;
};

/** One container's traffic over all its interfaces but loopback. */
export type Traffic = {
	/** When the newest counters were read, milliseconds since 1970. */
	readonly at: number;
	/** Undefined until two readings of the same interfaces exist. */
	readonly rates: Rates | undefined;
	readonly interfaces: ReadonlyMap<string, {readonly counters: InterfaceCounters; readonly rates: Rates | undefined}>;
	/** Errors and drops since the interfaces were made. */
	readonly totals: {
		readonly errors: number;
		readonly drops: number;
		readonly rxBytes: number;
		readonly txBytes: number;
	};
	/** Bytes per second (both directions), one slot a second, oldest first, at most 60; NaN where nothing was measured. */
	readonly window: readonly number[];
};
