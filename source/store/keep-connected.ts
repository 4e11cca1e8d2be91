import type {Connection} from '../core/model/snapshot.js';
import {asEngineError, type EngineError} from '../engine/errors.js';
import {failureOf} from './failure-of.js';
import {runSession, type SessionOptions} from './session.js';

const firstRetryMs = 250;
/** Short, so that an engine that is back is seen soon. */
const longestRetryMs = 2000;
/** A connection that lasted as long as this was a good one: the next retry is a first one again. */
const steadyMs = 5000;

export type KeepConnectedOptions = Omit<SessionOptions, 'onLive'> & {readonly now: () => number};

/** Connects, and connects again after any trouble, until the signal aborts. The store's connection tells how it stands. */
export async function keepConnected(options: KeepConnectedOptions, signal: AbortSignal): Promise<void> {
	const {engine, store, refreshBell, begin, now} = options;
	const {host} = engine;
	const change = (connection: Connection) => ({type: 'connection', host, connection}) as const;

	store.dispatch([change({state: 'connecting'})]);
	let retryMs = firstRetryMs;
	let staleSince: number | undefined;
	while (!signal.aborted) {
		const end = begin();
		let liveSince: number | undefined;
		const onLive: SessionOptions['onLive'] = (picture, note) => {
			liveSince = now();
			staleSince = undefined;
			store.dispatch([...picture, change({state: 'live', since: liveSince, note})]);
			end();
		};
		const trouble = await troubleOf({...options, onLive}, signal);
		if (signal.aborted) return end();
		const failedAt = now();
		if (liveSince !== undefined && failedAt - liveSince >= steadyMs) retryMs = firstRetryMs;
		staleSince ??= failedAt;
		const failure = failureOf(trouble);
		store.dispatch([change({state: 'stale', since: staleSince, failure, retryAt: failedAt + retryMs})]);
		end();
		await refreshBell.sleep(retryMs, signal);
		retryMs = Math.min(retryMs * 2, longestRetryMs);
	}
}

/** Why a connection ended. */
async function troubleOf(options: SessionOptions, signal: AbortSignal): Promise<EngineError> {
	const session = new AbortController();
	const abort = () => session.abort();
	signal.addEventListener('abort', abort);
	try {
		return await runSession(options, session.signal).catch(asEngineError);
	} finally {
		abort();
		signal.removeEventListener('abort', abort);
	}
}
