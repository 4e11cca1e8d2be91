import {type Cells, noCells, parseCells, sameCell, styleAt, textAt} from './cells.js';
import {findScroll, type Scroll} from './scroll.js';
import {onBlank, plain, type Style, transition} from './style.js';

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
		const painted = this.paintAll(this.cells, after);
		const scrolled = scroll && sequence(scroll) + this.paintAll(shifted(this.cells, scroll), after);
		this.lines = lines;
		this.cells = after;
		return output + (scrolled !== undefined && scrolled.length < painted.length ? scrolled : painted);
	}

	private paintAll(before: readonly Cells[], after: readonly Cells[]): string {
		this.style = plain;
		this.row = unknown;
		const rows = after.map((cells, row) => this.paint(row, before[row] ?? noCells, cells));
		return rows.join('') + transition(this.style, plain);
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
		for (let column = start; column < after.text.length && column <= end + gap; column++) {
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
			const style = styleAt(cells, column);
			output += this.moveTo(row, column);
			if (text !== ' ' || onBlank(this.style) !== style) output += this.restyle(style);
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

const sequence = ({top, bottom, by}: Scroll) =>
	`\x1b[${top + 1};${bottom + 1}r\x1b[${top + 1}H\x1b[${Math.abs(by)}${by > 0 ? 'M' : 'L'}\x1b[r`;

/** What is left on the screen after that. */
function shifted(cells: readonly Cells[], {top, bottom, by}: Scroll): Cells[] {
	const empty = Array.from({length: Math.abs(by)}, () => noCells);
	const region = cells.slice(top, bottom + 1);
	const moved = by > 0 ? [...region.slice(by), ...empty] : [...empty, ...region.slice(0, by)];
	return [...cells.slice(0, top), ...moved, ...cells.slice(bottom + 1)];
}
