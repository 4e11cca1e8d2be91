import {width} from './width.js';

/** The characters that docknet draws with. Each is one cell wide. */
export type Glyphs = {
	readonly ellipsis: string;
	readonly down: string;
	readonly up: string;
	readonly right: string;
	readonly left: string;
	readonly ascending: string;
	readonly descending: string;
	readonly bullet: string;
	readonly separator: string;
	readonly dash: string;
	readonly check: string;
	readonly cross: string;
	readonly filled: string;
	readonly hollow: string;
	readonly atMost: string;
	readonly vertical: string;
	readonly horizontal: string;
	readonly topLeft: string;
	readonly topRight: string;
	readonly bottomLeft: string;
	readonly bottomRight: string;
	readonly teeLeft: string;
	readonly teeRight: string;
	readonly teeDown: string;
	readonly teeUp: string;
	readonly crossing: string;
	readonly scrollThumb: string;
	readonly scrollTrack: string;
	/** Sparkline levels, lowest first. */
	readonly levels: readonly string[];
};

export const unicode: Glyphs = {
	ellipsis: '…',
	down: '↓',
	up: '↑',
	right: '→',
	left: '←',
	ascending: '▲',
	descending: '▼',
	bullet: '•',
	separator: '·',
	dash: '–',
	check: '✓',
	cross: '✗',
	filled: '●',
	hollow: '○',
	atMost: '≤',
	vertical: '│',
	horizontal: '─',
	topLeft: '┌',
	topRight: '┐',
	bottomLeft: '└',
	bottomRight: '┘',
	teeLeft: '├',
	teeRight: '┤',
	teeDown: '┬',
	teeUp: '┴',
	crossing: '┼',
	scrollThumb: '█',
	scrollTrack: '│',
	levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
};

export const ascii: Glyphs = {
	ellipsis: '~',
	down: 'v',
	up: '^',
	right: '>',
	left: '<',
	ascending: '^',
	descending: 'v',
	bullet: '*',
	separator: '-',
	dash: '-',
	check: '+',
	cross: 'x',
	filled: '*',
	hollow: 'o',
	atMost: '<',
	vertical: '|',
	horizontal: '-',
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	teeLeft: '+',
	teeRight: '+',
	teeDown: '+',
	teeUp: '+',
	crossing: '+',
	scrollThumb: '#',
	scrollTrack: '|',
	levels: ['_', '.', '-', '=', '+', '*', '%', '#'],
};

const asciiOf: ReadonlyMap<string, string> = (() => {
	const pairs = new Map<string, string>();
	for (const [name, glyph] of Object.entries(unicode) as [keyof Glyphs, Glyphs[keyof Glyphs]][]) {
		const from = typeof glyph === 'string' ? [glyph] : glyph;
		const to = ascii[name];
		for (const [index, character] of from.entries()) {
			if (!pairs.has(character)) pairs.set(character, to[index]!);
		}
	}

	return pairs;
})();

/** The same text, as wide, in ASCII only: our own glyphs by their counterparts, anything else by question marks. */
export function asAscii(text: string): string {
	return text.replace(/[^\x20-\x7e]/gu, character => asciiOf.get(character) ?? '?'.repeat(width(character)));
}
