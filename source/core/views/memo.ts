/** Computes again only when an argument is another object than in the call before. */
export function lastCall<Arguments extends readonly unknown[], Result>(
	compute: (...parts: Arguments) => Result,
): (...parts: Arguments) => Result {
	let last: {readonly parts: Arguments; readonly result: Result} | undefined;
	return (...parts) => {
		if (!last || parts.some((part, index) => part !== last!.parts[index])) last = {parts, result: compute(...parts)};
		return last.result;
	};
}
