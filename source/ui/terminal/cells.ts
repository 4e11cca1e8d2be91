import {graphemes, isSimple} from './graphemes.js';
import {applied, onBlank, plain, type Style} from './style.js';

/** A row of a frame, cell by cell, without the plain blanks at its end. */
export type Cells = {
	/** A cell's grapheme; '' for the rest of a wide one. */
	readonly text: string[];
	readonly style: Style[];
	/** By column: the reach of graphemes that a terminal may draw otherwise than we count. */
	readonly doubtful: Map<number, number>;
};

export const noCells: Cells = {text: [], style: [], doubtful: new Map()};

/** SGR is understood; other escape sequences are left out, so none can reach the terminal through a frame. */
const token = /\x1b\[([\d;]*)m|\x1b\[[0-?]*[ -/]*[@-~]?|\x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.?|[^\x1b]+/gs;

/** Cells of a line; what does not fit in the width is cut off. */
export function parseCells(line: string, width: number): Cells {
	const cells: Cells = {text: [], style: [], doubtful: new Map()};
	let style = plain;
	for (const [text, parameters] of line.matchAll(token)) {
		if (parameters !== undefined) style = applied(style, parameters);
		else if (!text.startsWith('\x1b')) append(cells, text, style, width);
	}
	while (cells.style.at(-1) === plain && cells.text.at(-1) === ' ') {
		cells.text.pop();
		cells.style.pop();
	}
	return cells;
}

function append(cells: Cells, text: string, style: Style, width: number): void {
	const blank = onBlank(style);
	if (isSimple(text)) {
		const end = Math.min(text.length, width - cells.text.length);
		for (let index = 0; index < end; index++) {
			cells.text.push(text[index]!);
			cells.style.push(text[index] === ' ' ? blank : style);
		}
		return;
	}
	for (const grapheme of graphemes(text)) {
		if (cells.text.length + grapheme.width > width) return;
		if (grapheme.reach) cells.doubtful.set(cells.text.length, grapheme.reach);
		cells.text.push(grapheme.text);
		cells.style.push(grapheme.text === ' ' ? blank : style);
		for (let rest = 1; rest < grapheme.width; rest++) {
			cells.text.push('');
			cells.style.push(style);
		}
	}
}

export const textAt = (cells: Cells, column: number): string => cells.text[column] ?? ' ';
export const styleAt = (cells: Cells, column: number): Style => cells.style[column] ?? plain;

export const sameCell = (one: Cells, other: Cells, column: number): boolean =>
	textAt(one, column) === textAt(other, column) && styleAt(one, column) === styleAt(other, column);

/** How many cells would have to be written to make one row of the other. */
export function difference(one: Cells, other: Cells): number {
	if (one === other) return 0;
	let count = 0;
	for (let column = Math.max(one.text.length, other.text.length) - 1; column >= 0; column--) {
		if (!sameCell(one, other, column)) count++;
	}
	return count;
}
