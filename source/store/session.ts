import type {Change} from '../core/model/change.js';
import type {Engine} from '../engine/engine.js';
import {EngineError} from '../engine/errors.js';
import type {Bell} from './bell.js';
import type {Store} from './types.js';
import {within} from './within.js';

/** Long enough for a struggling engine with a thousand containers; a dead one is noticed sooner by its connection. */
const answerMs = 20_000;
/** An engine that answered before and hangs now is known by a list that takes this long, or ten times as long as the last one. */
const hangMs = 6000;
/** Lists may take this part of the time: an engine that is slow to tell is asked less often. */
const share = 0.02;
/** Where events cannot be had. */
const pollMs = 3000;
const pollNote = 'events are refused: lists are read every 3 seconds instead';

export type SessionOptions = {
	readonly engine: Engine;
	readonly store: Store;
	readonly reconcileMs: number;
	/** Rung for a list at once. */
	readonly refreshBell: Bell;
	/** Marks the beginning of a list; what it returns marks the end. */
	readonly begin: () => () => void;
	/** Called with the first whole picture; `note`: why it is not followed by events. */
	readonly onLive: (picture: readonly Change[], note?: string) => void;
};

/** One connection to an engine: a list, then events and a list now and then. Ends by rejecting with EngineError. */
export async function runSession(options: SessionOptions, signal: AbortSignal): Promise<never> {
	const {engine, store, reconcileMs, refreshBell, begin, onLive} = options;
	let live = false;
	/** What came while a list was under way, which may be older. */
	let meanwhile: Change[] | undefined = [];

	/** Resolves with false where the engine refuses events. */
	const receive = async (onOpen: () => void): Promise<false> => {
		let open = false;
		try {
			for await (const batch of engine.watch(signal)) {
				open = true;
				onOpen();
				// An event has happened once, while an object may be told twice.
				meanwhile?.push(...(live ? batch.filter(({type}) => type !== 'event') : batch));
				if (live) store.dispatch(batch);
			}
		} catch (error) {
			if (!open && error instanceof EngineError && error.kind === 'denied') return false;
			throw error;
		}
		throw new EngineError('unreachable', 'The engine ended its stream of events.');
	};

	const readPicture = async (limitMs: number) => {
		meanwhile ??= [];
		const list = await within(limitMs, signal, inner => engine.list(inner));
		const picture = [...list, ...meanwhile];
		meanwhile = undefined;
		return picture;
	};

	const keepListing = async (everyMs: number): Promise<never> => {
		let tookMs = 0;
		for (;;) {
			await refreshBell.sleep(Math.max(everyMs, tookMs / share), signal);
			if (signal.aborted) throw cancelled();
			const end = begin();
			const startedAt = Date.now();
			try {
				store.dispatch(await readPicture(Math.min(answerMs, Math.max(hangMs, tookMs * 10))));
			} finally {
				end();
			}
			tookMs = Date.now() - startedAt;
		}
	};

	let onOpen = () => {};
	const opened = new Promise<true>(resolve => {
		onOpen = () => resolve(true);
	});
	const events = receive(onOpen);
	const hasEvents = await within(answerMs, signal, inner => Promise.race([opened, events, rejectsOn(inner)]));
	const follow = async (): Promise<never> => {
		onLive(await readPicture(answerMs), hasEvents ? undefined : pollNote);
		live = true;
		return keepListing(hasEvents ? reconcileMs : pollMs);
	};
	const [, ending] = await Promise.all([events, follow()]);
	return ending;
}

function cancelled(): EngineError {
	return new EngineError('cancelled', 'Cancelled.');
}

function rejectsOn(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(cancelled()));
	});
}
