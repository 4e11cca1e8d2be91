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

/** Computed once for each object. */
export function oncePer<Owner extends object, Result>(compute: (owner: Owner) => Result): (owner: Owner) => Result {
	const results = new WeakMap<Owner, Result>();
	return owner => {
		const known = results.get(owner);
		if (known !== undefined) return known;
		const result = compute(owner);
		results.set(owner, result);
		return result;
	};
}
