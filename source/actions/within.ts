/** Ends with that signal, or after so many milliseconds. On Node 20 `AbortSignal.any` forgets an `AbortSignal.timeout` that was garbage-collected. */
export function within(signal: AbortSignal, ms: number): AbortSignal {
	const late = new AbortController();
	const timer = setTimeout(() => late.abort(new DOMException('Its time was up', 'TimeoutError')), ms);
	timer.unref();
	return AbortSignal.any([signal, late.signal]);
}
