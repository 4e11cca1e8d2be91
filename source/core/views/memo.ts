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

/** Computed once for each owner: the part of its argument that the result depends on. */
export function oncePer<Argument, Result>(
	ownerOf: (argument: Argument) => object,
	compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
	const results = new WeakMap<object, {readonly result: Result}>();
	return argument => {
		const owner = ownerOf(argument);
		const known = results.get(owner) ?? {result: compute(argument)};
		results.set(owner, known);
		return known.result;
	};
}
