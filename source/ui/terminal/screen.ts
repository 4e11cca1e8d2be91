import {type Cells, noCells, parseCells, sameCell, styleAt, textAt} from './cells.js';
import {findScroll, type Scroll} from './scroll.js';
import {plain, type Style, transition} from './style.js';

/** Unchanged cells that are cheaper to write again than to jump over. */
const gap = 4;
const unknown = -1;

/**
 * What the terminal shows, as far as we know, and the sequences that make it show something else. Rules learned from
 * terminals: absolute positions; scrolling by DECSTBM with IL and DL (the Linux console has no SU and SD); erasing to the
 * end of a line only from inside it; autowrap is off; never trust the cursor after a doubtful grapheme.
 */
export class Screen {
	private lines: string[] = [];
	private cells: Cells[] = [];
	private erase = true;
	private style: Style = plain;
	private row = unknown;
	private column = unknown;

	constructor(
		private columns: number,
		private rows: number,
	) {}

	/** Nothing that is shown can be relied on: the size changed, or somebody else has drawn. */
	invalidate(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = rows;
		this.erase = true;
	}

	/** Sequences that lead from what is shown to the frame; '' when that is what is shown. */
	update(frame: string): string {
		const lines = frame.split('\n', this.rows);
		let output = '';
		if (this.erase) {
			this.erase = false;
			this.lines = [];
			this.cells = [];
			output = '\x1b[m\x1b[2J';
		}
		while (lines.length < this.lines.length) lines.push('');
		const after = lines.map((line, row) =>
			line === this.lines[row] ? this.cells[row]! : parseCells(line, this.columns),
		);
		const scroll = findScroll(this.cells, after);
		if (scroll) output += this.scroll(scroll);
		this.style = plain;
		this.row = unknown;
		for (const [row, cells] of after.entries()) output += this.paint(row, this.cells[row] ?? noCells, cells);
		output += transition(this.style, plain);
		this.lines = lines;
		this.cells = after;
		return output;
	}

	private scroll({top, bottom, by}: Scroll): string {
		const count = Math.abs(by);
		const empty = Array.from({length: count}, () => noCells);
		if (by > 0) this.cells.splice(bottom + 1, 0, ...empty);
		this.cells.splice(by > 0 ? top : bottom + 1 - count, count);
		if (by < 0) this.cells.splice(top, 0, ...empty);
		return `\x1b[${top + 1};${bottom + 1}r\x1b[${top + 1}H\x1b[${count}${by > 0 ? 'M' : 'L'}\x1b[r`;
	}

	private paint(row: number, before: Cells, after: Cells): string {
		if (before === after) return '';
		let output = '';
		const length = after.text.length;
		for (let start = 0; start < length; start++) {
			if (sameCell(before, after, start)) continue;
			while (textAt(after, start) === '') start--;
			const end = this.runEnd(before, after, start);
			output += this.moveTo(row, start) + this.write(row, after, start, end);
			start = end - 1;
		}
		if (before.text.length > length) {
			output += this.moveTo(row, length) + this.restyle(plain);
			output += '\x1b[K';
		}
		return output;
	}

	/** Runs that are apart by less than a jump are one; a doubtful grapheme takes the cells along that it may have spoilt. */
	private runEnd(before: Cells, after: Cells, start: number): number {
		let end = start;
		for (let column = start; column < this.columns && column <= end + gap; column++) {
			if (column >= end && sameCell(before, after, column)) continue;
			end = Math.max(end, column + 1, Math.min(this.columns, column + (after.doubtful.get(column) ?? 1)));
			while (textAt(after, end) === '') end++;
		}
		return end;
	}

	private write(row: number, cells: Cells, start: number, end: number): string {
		let output = '';
		for (let column = start; column < end; column++) {
			const text = textAt(cells, column);
			if (text === '') continue;
			output += this.moveTo(row, column) + this.restyle(styleAt(cells, column));
			if (cells.doubtful.has(column)) {
				// Blanks first: a terminal that draws it narrower would leave the old cell beside it.
				let width = 1;
				while (textAt(cells, column + width) === '') width++;
				output += ' '.repeat(width);
				this.column = unknown;
				output += this.moveTo(row, column) + text;
				this.column = unknown;
			} else {
				output += text;
				this.column = textAt(cells, column + 1) === '' ? column + 2 : column + 1;
			}
		}
		return output;
	}

	private moveTo(row: number, column: number): string {
		if (this.row === row && this.column === column) return '';
		const ahead = this.row === row && this.column !== unknown && column > this.column ? column - this.column : 0;
		this.row = row;
		this.column = column;
		if (ahead) return ahead === 1 ? '\x1b[C' : `\x1b[${ahead}C`;
		return column === 0 ? `\x1b[${row + 1}H` : `\x1b[${row + 1};${column + 1}H`;
	}

	private restyle(style: Style): string {
		const sequence = transition(this.style, style);
		this.style = style;
		return sequence;
	}
}
