import type {Span, Tone} from '../views/view.js';

/** What `JSON.stringify` leaves as it is although a terminal would act on it or not show it. */
const hidden = /[\x7f-\x9f\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\ufff9-\ufffb]/gu;

function unicodeEscape(character: string): string {
	return Array.from({length: character.length}, (_, index) => {
		return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
	}).join('');
}

/** JSON in which every character that is invisible or acts on a terminal is written as `\uXXXX`: it means the same. */
export function visibleJson(json: string): string {
	return json.replace(hidden, unicodeEscape);
}

function quoted(text: string): string {
	return visibleJson(JSON.stringify(text));
}

function scalar(value: unknown): Span {
	if (typeof value === 'string') return {text: quoted(value), tone: 'plain'};
	return {text: value === null ? 'null' : String(value), tone: 'strong'};
}

const deepest = 100;

function entriesOf(value: unknown, depth: number): readonly (readonly [string | undefined, unknown])[] | undefined {
	if (typeof value !== 'object' || value === null || depth > deepest) return undefined;
	if (Array.isArray(value)) return value.map(item => [undefined, item] as const);
	return Object.entries(value).filter(([, item]) => item !== undefined);
}

/**
 * A JSON value as lines for reading: keys in their order, two spaces for each level, and every character that is invisible or
 * acts on a terminal as `\uXXXX`. Deeper than 100 levels is `…`.
 */
export function jsonLines(value: unknown): readonly (readonly Span[])[] {
	const lines: Span[][] = [];
	const dim = (text: string): Span => ({text, tone: 'dim' satisfies Tone});

	const write = (item: unknown, before: readonly Span[], comma: boolean, depth: number) => {
		const entries = entriesOf(item, depth);
		const after = comma ? [dim(',')] : [];
		const [open, close] = Array.isArray(item) ? ['[', ']'] : ['{', '}'];
		if (!entries) {
			lines.push([...before, depth > deepest && typeof item === 'object' ? dim('…') : scalar(item), ...after]);
			return;
		}

		if (entries.length === 0) {
			lines.push([...before, dim(open + close), ...after]);
			return;
		}

		lines.push([...before, dim(open)]);
		for (const [index, [key, child]] of entries.entries()) {
			const indent: Span = {text: '  '.repeat(depth + 1), tone: 'plain'};
			const label: Span[] = key === undefined ? [] : [{text: quoted(key), tone: 'accent'}, dim(': ')];
			write(child, [indent, ...label], index < entries.length - 1, depth + 1);
		}

		lines.push([{text: '  '.repeat(depth), tone: 'plain'}, dim(close), ...after]);
	};

	write(value, [], false, 0);
	return lines;
}
