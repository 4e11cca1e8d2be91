import type {ContainerId} from '../core/model/container.js';
import type {Engine} from '../engine/engine.js';
import {createActivity} from './activity.js';
import {createBell} from './bell.js';
import {createDetailer} from './detailer.js';
import {keepConnected} from './keep-connected.js';
import {runSampler} from './sampler.js';
import {samplingTargets} from './sampling-targets.js';
import type {Feed, Store} from './types.js';

/** A dozen containers are read every second, fifty every five: then an engine works less than for its own stream of statistics. */
const mostPerSecond = 10;

export type FeedOptions = {
	/** Least time between two readings of one container's counters; at least a second. */
	readonly intervalMs: number;
	/** How often the whole picture is read again, in case an event was lost. */
	readonly reconcileMs?: number;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
};

/** Follows an engine: connects, keeps the picture true, and tries again after any trouble, until stopped. */
export function startFeed(
	engine: Engine,
	store: Store,
	{intervalMs, reconcileMs = 10_000, now = Date.now}: FeedOptions,
): Feed {
	const {host} = engine;
	const stopping = new AbortController();
	// A signal of its own: Node warns on the screen of more than ten listeners to one.
	const stoppingSampler = new AbortController();
	const activity = createActivity();
	const refreshBell = createBell();
	const shownBell = createBell();
	let sampled: readonly ContainerId[] = [];
	let inspected: readonly ContainerId[] = [];
	let endRefresh: (() => void) | undefined;

	const isLive = () => store.get().connections.get(host)?.state === 'live';
	const look = createDetailer({engine, store, inspected: () => inspected, activity}, stopping.signal);
	const notice = () => {
		shownBell.ring();
		look();
	};

	/** A refresh that was asked for is under way from here on as this work. */
	const begin = () => {
		const end = activity.begin();
		endRefresh?.();
		endRefresh = undefined;
		return end;
	};

	/** Asked for at each reading: made anew only for other containers. */
	let known:
		| {readonly containers: unknown; readonly sampled: unknown; readonly targets: ReadonlySet<ContainerId>}
		| undefined;
	const targets = (): ReadonlySet<ContainerId> => {
		if (!isLive()) return new Set();
		const snapshot = store.get();
		if (known?.containers !== snapshot.containers || known.sampled !== sampled)
			known = {containers: snapshot.containers, sampled, targets: samplingTargets(snapshot, host, sampled)};
		return known.targets;
	};

	const unsubscribe = store.subscribe(notice);
	const connecting = keepConnected({engine, store, reconcileMs, now, refreshBell, begin}, stopping.signal);
	const sampling = runSampler(
		{
			engine,
			intervalMs: Math.max(1000, intervalMs),
			mostPerSecond,
			targets,
			onSamples: samples => store.dispatch([{type: 'samples', samples}]),
			bell: shownBell,
		},
		stoppingSampler.signal,
	);

	return {
		show(forRates, forDetails) {
			if (sameIds(forRates, sampled) && sameIds(forDetails, inspected)) return;
			sampled = forRates;
			inspected = forDetails;
			notice();
		},
		refresh() {
			endRefresh ??= activity.begin();
			refreshBell.ring();
		},
		settled: activity.idle,
		async stop() {
			unsubscribe();
			stopping.abort();
			stoppingSampler.abort();
			await Promise.all([connecting, sampling]);
			endRefresh?.();
			await activity.idle();
		},
	};
}

function sameIds(one: readonly ContainerId[], other: readonly ContainerId[]): boolean {
	return one.length === other.length && one.every((id, index) => id === other[index]);
}
