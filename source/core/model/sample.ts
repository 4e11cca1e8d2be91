import type {ContainerId} from './container.js';

/** Counters since the interface was made, in bytes and packets. */
export type InterfaceCounters = {
	readonly name: string;
	readonly rxBytes: number;
	readonly rxPackets: number;
	readonly rxErrors: number;
	readonly rxDropped: number;
	readonly txBytes: number;
	readonly txPackets: number;
	readonly txErrors: number;
	readonly txDropped: number;
};

/** One reading of one container. `at`: milliseconds since 1970 at which the engine read the counters. */
export type Sample = {
	readonly container: ContainerId;
	readonly at: number;
	readonly interfaces: readonly InterfaceCounters[];
};
