import {setMaxListeners} from 'node:events';

/** A signal that follows another one, and aborts by itself when time is up. */
export type Deadline = {
	readonly signal: AbortSignal;
	readonly expired: () => boolean;
	/** No more time limit; the other signal is still followed. */
	readonly lift: () => void;
	/** Ends both. Must be called, or the other signal remembers this one for ever. */
	readonly release: () => void;
};

/** Not AbortSignal.any: in Node 20 it leaks a little with each use of a signal that lives long. */
export function startDeadline(ms: number, outer: AbortSignal): Deadline {
	const controller = new AbortController();
	let expired = false;
	const follow = () => controller.abort();
	const timer = setTimeout(() => {
		expired = true;
		controller.abort();
	}, ms);
	if (outer.aborted) follow();
	listen(outer, follow);
	return {
		signal: controller.signal,
		expired: () => expired,
		lift: () => clearTimeout(timer),
		release() {
			clearTimeout(timer);
			outer.removeEventListener('abort', follow);
		},
	};
}

/** The promise's outcome, or a rejection as soon as the signal aborts; the work itself goes on. */
export function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		if (signal.aborted) abort();
		listen(signal, abort);
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}

/** Many requests may follow one signal: no reason for Node to warn of a leak, in the middle of someone's screen. */
function listen(signal: AbortSignal, listener: () => void): void {
	setMaxListeners(0, signal);
	signal.addEventListener('abort', listener, {once: true});
}
