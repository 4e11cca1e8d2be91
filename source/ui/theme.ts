import type {Align} from '../core/text/fit.js';
import {asAscii, ascii, type Glyphs, unicode} from '../core/text/glyphs.js';
import {cellWidth, fitCell} from '../core/views/cell.js';
import type {Cell, Span, Tone} from '../core/views/view.js';

/** Select Graphic Rendition: on, off. */
const colored: Readonly<Record<Tone, readonly [string, string]>> = {
	plain: ['', ''],
	dim: ['\u001B[2m', '\u001B[22m'],
	strong: ['\u001B[1m', '\u001B[22m'],
	good: ['\u001B[32m', '\u001B[39m'],
	warn: ['\u001B[33m', '\u001B[39m'],
	bad: ['\u001B[31m', '\u001B[39m'],
	accent: ['\u001B[36m', '\u001B[39m'],
	traffic: ['\u001B[34m', '\u001B[39m'],
};

/** Without colour, bold, dim and inverse still tell the important apart. */
const colorless: Readonly<Record<Tone, readonly [string, string]>> = {
	...colored,
	good: ['', ''],
	warn: colored.strong,
	bad: colored.strong,
	accent: ['', ''],
	traffic: ['', ''],
};

export type Theme = {
	readonly glyphs: Glyphs;
	/** Exactly `cells` wide, safe for a terminal. */
	readonly cell: (cell: Cell, cells: number, align?: Align) => string;
	/** As wide as it is, safe. */
	readonly text: (cell: Cell) => string;
	/** A finished line under the cursor. */
	readonly selected: (line: string) => string;
	/** `─ Title ─────────` */
	readonly rule: (title: Cell, cells: number, focused: boolean) => string;
};

function stripped(line: string): string {
	return line.replaceAll(/\u001B\[\d+m/g, '');
}

export function createTheme(options: {readonly color: boolean; readonly ascii: boolean}): Theme {
	const tones = options.color ? colored : colorless;
	const glyphs = options.ascii ? ascii : unicode;
	const drawn = options.ascii ? asAscii : (text: string) => text;

	function paint({text, tone}: Span): string {
		const [on, off] = tones[tone];
		return `${on}${drawn(text)}${off}`;
	}

	function cell(value: Cell, cells: number, align?: Align): string {
		return fitCell(value, cells, align, glyphs).map(paint).join('');
	}

	return {
		glyphs,
		cell,
		text: value => cell(value, cellWidth(value)),
		// Turned round, a colour would be a background: patches where cells are empty.
		selected: line => `\u001B[7m${stripped(line)}\u001B[27m`,
		rule(title, cells, focused) {
			const tone = focused ? 'accent' : 'dim';
			const shown = Math.min(cellWidth(title), Math.max(0, cells - 4));
			const before = paint({text: `${glyphs.horizontal} `, tone});
			const after = paint({text: ` ${glyphs.horizontal.repeat(Math.max(0, cells - shown - 3))}`, tone});
			return before + cell(title, shown) + after;
		},
	};
}
