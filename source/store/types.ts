import type {Change} from '../core/model/change.js';
import type {ContainerId} from '../core/model/container.js';
import type {Snapshot} from '../core/model/snapshot.js';

/** Live state: one snapshot, replaced as a whole. */
export type Store = {
	readonly get: () => Snapshot;
	/** The listener is called after each dispatch that changed something; returns how to stop. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly dispatch: (changes: readonly Change[]) => void;
};

/** Keeps a store up to date from an engine until stopped. */
export type Feed = {
	/**
	 * What is on screen. `sampled`: containers whose rates are shown; `detailed`: those that are being inspected, which need
	 * aliases and names (`Container.detailed`). Nothing else is sampled or detailed. Cheap to call with each frame.
	 */
	readonly show: (sampled: readonly ContainerId[], detailed: readonly ContainerId[]) => void;
	/** Connect again or list again at once. */
	readonly refresh: () => void;
	/** Resolves when nothing is under way or queued (samples between two ticks do not count): for tests and for plain commands. */
	readonly settled: () => Promise<void>;
	readonly stop: () => Promise<void>;
};
