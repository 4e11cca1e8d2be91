import {EngineError} from '../engine/errors.js';

/** Gives `work` a signal of its own that also aborts after `ms`; then it is an EngineError of kind `timeout`. */
export async function within<Result>(
	ms: number,
	signal: AbortSignal,
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const controller = new AbortController();
	let late = false;
	const abort = () => controller.abort();
	const timer = setTimeout(() => {
		late = true;
		abort();
	}, ms);
	signal.addEventListener('abort', abort);
	if (signal.aborted) abort();
	try {
		return await work(controller.signal);
	} catch (error) {
		if (late) throw new EngineError('timeout', `The engine did not answer within ${ms / 1000} seconds.`);
		throw error;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', abort);
	}
}
