import type {ContainerId} from '../core/model/container.js';
import type {Engine} from '../engine/engine.js';
import {asEngineError} from '../engine/errors.js';
import {createActivity} from './activity.js';
import {createBell} from './bell.js';
import {createDetailer} from './detailer.js';
import {failureOf} from './failure-of.js';
import {runSampler} from './sampler.js';
import {samplingTargets} from './sampling-targets.js';
import {runSession, type SessionOptions} from './session.js';
import type {Feed, Store} from './types.js';

export type FeedOptions = {
	/** Least time between two readings of one container's counters; at least a second. */
	readonly intervalMs: number;
	/** How often the whole picture is read again, in case an event was lost. */
	readonly reconcileMs?: number;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
};

const firstRetryMs = 250;
/** Short, so that an engine that is back is seen soon. */
const longestRetryMs = 2000;
/** A connection that lasted as long as this was a good one: the next retry is a first one again. */
const steadyMs = 5000;

/** Follows an engine: connects, keeps the picture true, and tries again after any trouble, until stopped. */
export function startFeed(
	engine: Engine,
	store: Store,
	{intervalMs, reconcileMs = 30_000, now = Date.now}: FeedOptions,
): Feed {
	const {host} = engine;
	const stopping = new AbortController();
	const activity = createActivity();
	const refreshBell = createBell();
	const shownBell = createBell();
	let shown: readonly ContainerId[] = [];
	let endRefresh: (() => void) | undefined;

	const isLive = () => store.get().connections.get(host)?.state === 'live';
	const look = createDetailer({engine, store, shown: () => shown, activity}, stopping.signal);
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

	/** Resolves with the reason why the connection ended. */
	const connectOnce = async (onLive: SessionOptions['onLive']) => {
		const session = new AbortController();
		const abort = () => session.abort();
		stopping.signal.addEventListener('abort', abort);
		const options = {engine, store, reconcileMs, refreshBell, begin, onLive};
		try {
			return await runSession(options, session.signal).then(() => undefined, asEngineError);
		} finally {
			abort();
			stopping.signal.removeEventListener('abort', abort);
		}
	};

	const follow = async () => {
		let retryMs = firstRetryMs;
		let staleSince: number | undefined;
		while (!stopping.signal.aborted) {
			const end = begin();
			let liveSince: number | undefined;
			const error = await connectOnce((picture, note) => {
				liveSince = now();
				staleSince = undefined;
				const connection = {state: 'live', since: liveSince, ...(note && {note})} as const;
				store.dispatch([...picture, {type: 'connection', host, connection}]);
				end();
			});
			if (error && !stopping.signal.aborted) {
				const failedAt = now();
				if (liveSince !== undefined && failedAt - liveSince >= steadyMs) retryMs = firstRetryMs;
				staleSince ??= failedAt;
				const connection = {
					state: 'stale',
					since: staleSince,
					failure: failureOf(error),
					retryAt: failedAt + retryMs,
				} as const;
				store.dispatch([{type: 'connection', host, connection}]);
			}
			end();
			await refreshBell.sleep(retryMs, stopping.signal);
			retryMs = Math.min(retryMs * 2, longestRetryMs);
		}
	};

	store.dispatch([{type: 'connection', host, connection: {state: 'connecting'}}]);
	const unsubscribe = store.subscribe(notice);
	const following = follow();
	const sampling = runSampler(
		{
			engine,
			intervalMs: Math.max(1000, intervalMs),
			targets: () => (isLive() ? samplingTargets(store.get(), host, shown) : new Set()),
			onSamples: samples => store.dispatch([{type: 'samples', samples}]),
			bell: shownBell,
		},
		stopping.signal,
	);

	return {
		show(containers) {
			if (containers.length === shown.length && containers.every((id, index) => id === shown[index])) return;
			shown = containers;
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
			await Promise.all([following, sampling]);
			endRefresh?.();
			await activity.idle();
		},
	};
}
