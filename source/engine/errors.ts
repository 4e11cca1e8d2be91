import type {Failure} from '../core/model/failure.js';

/**
 * unreachable: the engine itself cannot be used; `failure` says why and what to do.
 * denied: the engine or a proxy in front refuses (403, read-only). missing: no such object. conflict: it exists, or is in use.
 * invalid: the engine says that the request is wrong. unsupported: too old an engine, wrong driver. timeout: no answer in time.
 * cancelled: our own signal. engine: its internal error (5xx) or an answer that makes no sense.
 */
export type EngineErrorKind =
	| 'unreachable'
	| 'denied'
	| 'missing'
	| 'conflict'
	| 'invalid'
	| 'unsupported'
	| 'timeout'
	| 'cancelled'
	| 'engine';

export class EngineError extends Error {
	override readonly name = 'EngineError';
	constructor(
		readonly kind: EngineErrorKind,
		message: string,
		/** Always there for `unreachable`. */
		readonly failure?: Failure,
	) {
		super(message);
	}
}

/** What went wrong, as an EngineError; a bug in our own code is not one and is thrown on. */
export function asEngineError(error: unknown): EngineError {
	if (error instanceof EngineError) return error;
	throw error;
}
