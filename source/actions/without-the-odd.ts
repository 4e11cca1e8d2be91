import {EngineError} from '../engine/errors.js';

/**
 * What the work gives; undefined where the engine has no answer for this one object, or its time was up. Rejects when the
 * engine itself cannot be reached, or the signal of the whole ended.
 */
export async function withoutTheOdd<Result>(
	signal: AbortSignal,
	work: () => Promise<Result>,
): Promise<Result | undefined> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof EngineError) || error.kind === 'unreachable' || signal.aborted) throw error;
		return undefined;
	}
}
