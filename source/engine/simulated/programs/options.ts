export type Options = {
	/** Short ones by their letter, long ones by their name, without dashes; the last of each. */
	readonly flags: ReadonlyMap<string, string>;
	readonly rest: readonly string[];
};

/**
 * Options as most programs read them: `-zv -w 2 -w2 --max-time 5 --tries=1 --`. `withValue`: those that take a value from
 * the next word, separated by spaces.
 */
export function readOptions(args: readonly string[], withValue: string): Options {
	const wanting = new Set(withValue.split(' '));
	const flags = new Map<string, string>();
	const rest: string[] = [];
	for (let index = 0; index < args.length; index++) {
		const word = args[index]!;
		const long = /^--?([a-z][\w-]+)(?:=(.*))?$/.exec(word);
		const name = long?.[1] ?? '';
		if (word === '--') return {flags, rest: [...rest, ...args.slice(index + 1)]};
		if (!word.startsWith('-') || word === '-') rest.push(word);
		else if (long && (word.startsWith('--') || wanting.has(name))) {
			const next = wanting.has(name) && long[2] === undefined;
			flags.set(name, (next ? args[++index] : long[2]) ?? '');
		} else {
			const letters = [...word.slice(1)];
			const first = letters.findIndex(letter => wanting.has(letter));
			for (const letter of first < 0 ? letters : letters.slice(0, first)) flags.set(letter, '');
			const value = letters.slice(first + 1).join('');
			if (first >= 0) flags.set(letters[first]!, value === '' ? (args[++index] ?? '') : value);
		}
	}

	return {flags, rest};
}
