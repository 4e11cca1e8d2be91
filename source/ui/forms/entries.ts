import type {Problem, Values} from './form.js';

/**
 * Splits typed text into words, as a shell does: quotes keep separators, a backslash keeps the next character.
 * A quote that is not closed yet runs to the end.
 */
function split(text: string, separator: RegExp): readonly string[] {
	const words: string[] = [];
	let word: string | undefined;
	let quote = '';
	for (let index = 0; index < text.length; index++) {
		const character = text[index]!;
		const escapes = character === '\\' && quote !== "'" && index + 1 < text.length;
		if (escapes) {
			index += 1;
			word = (word ?? '') + text[index]!;
		} else if (quote) {
			if (character === quote) quote = '';
			else word = (word ?? '') + character;
		} else if (character === '"' || character === "'") {
			quote = character;
			word ??= '';
		} else if (separator.test(character)) {
			if (word !== undefined) words.push(word);
			word = undefined;
		} else {
			word = (word ?? '') + character;
		}
	}

	if (word !== undefined) words.push(word);
	return words;
}

/** Entries of a list: separated by commas, spaces or line breaks. */
export function entriesOf(text: string | undefined): readonly string[] {
	return split(text ?? '', /[,\s]/);
}

/** Arguments of a command: separated by spaces. */
export function wordsOf(text: string | undefined): readonly string[] {
	return split(text ?? '', /\s/);
}

/** One entry or word as it would be typed. */
function typed(entry: string): string {
	return /[,\s"'\\]/.test(entry) || entry === '' ? `"${entry.replaceAll(/["\\]/g, String.raw`\$&`)}"` : entry;
}

/** The inverse of `entriesOf`. */
export function textOfEntries(entries: readonly string[]): string {
	return entries.map(typed).join(', ');
}

/** `key=value` entries; a key alone has an empty value. */
export function pairsOf(text: string | undefined): Readonly<Record<string, string>> {
	return Object.fromEntries(
		entriesOf(text).map(entry => {
			const at = entry.indexOf('=');
			return at === -1 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
		}),
	);
}

/** The inverse of `pairsOf`. */
export function textOfPairs(pairs: Readonly<Record<string, string>>): string {
	return textOfEntries(Object.entries(pairs).map(([key, value]) => (value === '' ? key : `${key}=${value}`)));
}

/** What is wrong with how `key=value` entries are written. */
export function pairProblems(field: string, text: string | undefined): readonly Problem[] {
	const keys = entriesOf(text).map(entry => entry.split('=', 1)[0]!);
	return keys.flatMap((key, index): Problem[] => {
		if (key === '') return [{field, tone: 'bad', text: 'an entry has no key: write key=value'}];
		if (keys.indexOf(key) === index) return [];
		return [{field, tone: 'bad', text: `${key} is given twice: keep one of them`}];
	});
}

/** What a text field holds, without surrounding space; undefined when empty. */
export function textOf(values: Values, field: string): string | undefined {
	return values[field]?.trim() || undefined;
}

export function isYes(values: Values, field: string): boolean {
	return values[field] === 'yes';
}

export function yesNo(value: boolean): string {
	return value ? 'yes' : 'no';
}
