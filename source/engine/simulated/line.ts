import type {Failure} from '../../core/model/failure.js';
import {EngineError} from '../errors.js';

/** The way to the engine: how long an answer takes, and trouble made on purpose. */
export type Line = {
	/** Resolves when an answer would arrive. Rejects with EngineError: the line is cut, or the signal was given. */
	readonly pass: (signal: AbortSignal) => Promise<void>;
	/** Every call fails, until mended. */
	readonly cut: (failure: Failure) => void;
	readonly mend: () => void;
	/** Nothing is answered, until thawed. */
	readonly freeze: () => void;
	readonly thaw: () => void;
};

export function cancelled(): EngineError {
	return new EngineError('cancelled', 'cancelled');
}

export function createLine(latencyMs: number): Line {
	let failure: Failure | undefined;
	let frozen: {readonly over: Promise<void>; readonly end: () => void} | undefined;

	return {
		async pass(signal) {
			if (signal.aborted) throw cancelled();
			if (latencyMs > 0) await sleep(latencyMs, signal);
			while (frozen) await until(frozen.over, signal);
			if (failure) throw new EngineError('unreachable', failure.message, failure);
		},
		cut(reason) {
			failure = reason;
		},
		mend() {
			failure = undefined;
		},
		freeze() {
			let end = () => {};
			const over = new Promise<void>(resolve => {
				end = resolve;
			});
			frozen ??= {over, end};
		},
		thaw() {
			frozen?.end();
			frozen = undefined;
		},
	};
}

/** Rejects with a cancelled EngineError when the signal comes first. */
export function until<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) reject(cancelled());
		const stop = () => reject(cancelled());
		signal.addEventListener('abort', stop, {once: true});
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}

export function sleep(ms: number, signal: AbortSignal): Promise<void> {
	let timer: NodeJS.Timeout;
	const elapsed = new Promise<void>(resolve => {
		timer = setTimeout(resolve, ms);
	});
	return until(elapsed, signal).finally(() => clearTimeout(timer));
}
