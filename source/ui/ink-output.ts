import {isSingleCells, width} from '../core/text/width.js';

/**
 * Ink 6 makes an object for each cell of each frame, which costs more than React, Yoga and the writer together. The same
 * result for plain rows: texts that neither overlap nor are clipped are put one after the other. Rows that are not plain go
 * through Ink's own algorithm. DOCKNET_PLAIN_INK=1 leaves Ink as it is.
 */

type Transformer = (line: string, index: number) => string;
type Clip = {readonly x1?: number; readonly x2?: number; readonly y1?: number; readonly y2?: number};
type Write = {type: 'write'; x: number; y: number; text: string; transformers: Transformer[]};
type Operation = Write | {type: 'clip'; clip: Clip} | {type: 'unclip'};

/** Ink's class, as of 6.8.0; not exported by it. */
export type InkOutput = {
	readonly width: number;
	readonly height: number;
	operations: Operation[];
	write(x: number, y: number, text: string, options: {transformers: Transformer[]}): void;
	clip(clip: Clip): void;
	unclip(): void;
	get(): {output: string; height: number};
};
export type InkOutputClass = {new (size: {width: number; height: number}): InkOutput; prototype: InkOutput};

type Piece = {readonly x: number; readonly end: number; readonly text: string};

const styles = /\x1b\[[\d;]*m/g;

/** As rows were fitted, which is not how Ink would count a family of emoji. */
const cells = (text: string) => (isSingleCells(text) ? text.length : width(text.replace(styles, '')));

/** The pieces of each row; undefined for a row that is not plain. */
function plainRows(output: InkOutput): (Piece[] | undefined)[] {
	const rows: (Piece[] | undefined)[] = Array.from({length: output.height}, () => []);
	const clips: Clip[] = [];
	for (const operation of output.operations) {
		if (operation.type === 'clip') clips.push(operation.clip);
		else if (operation.type === 'unclip') clips.pop();
		else place(operation, clips.at(-1), rows, output.width);
	}
	return rows;
}

function place(
	{x, y, text, transformers}: Write,
	clip: Clip | undefined,
	rows: (Piece[] | undefined)[],
	columns: number,
) {
	const lines = text.split('\n');
	const within = clip?.y1 === undefined || clip.y2 === undefined || (y >= clip.y1 && y + lines.length <= clip.y2);
	for (const [index, line] of lines.entries()) {
		const row = Math.floor(y + index);
		const pieces = rows[row];
		if (!pieces) continue;
		const right = x + cells(line);
		const inside = clip?.x1 === undefined || clip.x2 === undefined || (x >= clip.x1 && right <= clip.x2);
		const shown = transformers.reduce((before, transform) => transform(before, index), line);
		const end = x + cells(shown);
		if (within && inside && Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && end <= columns) {
			if (shown !== '') pieces.push({x, end, text: shown});
		} else rows[row] = undefined;
	}
}

/** Undefined where pieces overlap. */
function join(pieces: Piece[]): string | undefined {
	let row = '';
	let column = 0;
	for (const {x, end, text} of pieces.sort((one, other) => one.x - other.x)) {
		if (x < column) return undefined;
		row += ' '.repeat(x - column) + text + (text.includes('\x1b') ? '\x1b[0m' : '');
		column = end;
	}
	return row.trimEnd();
}

function fastGet(this: InkOutput, Output: InkOutputClass, original: InkOutput['get']) {
	const rows = plainRows(this).map(pieces => pieces && join(pieces));
	if (rows.includes(undefined)) {
		const rest = new Output({width: this.width, height: this.height});
		rest.operations = this.operations.filter(operation => {
			if (operation.type !== 'write') return true;
			const first = Math.floor(operation.y);
			const last = Math.ceil(operation.y) + operation.text.split('\n').length;
			return rows.slice(Math.max(0, first), Math.max(0, last)).includes(undefined);
		});
		const drawn = original.call(rest).output.split('\n');
		for (const [index, row] of rows.entries()) if (row === undefined) rows[index] = drawn[index] ?? '';
	}
	return {output: rows.join('\n'), height: this.height};
}

/** False when this Ink does not keep what is drawn as the one that we know. Drawing with it here would cost 20 ms. */
function knows(Output: InkOutputClass): boolean {
	try {
		const output = new Output({width: 2, height: 1});
		output.clip({x1: 0, x2: 1});
		output.write(1, 0, 'x', {transformers: []});
		output.unclip();
		const {operations, width: columns, height} = output;
		return JSON.stringify({operations, columns, height}) === expected && typeof output.get === 'function';
	} catch {
		return false;
	}
}

const expected = JSON.stringify({
	operations: [
		{type: 'clip', clip: {x1: 0, x2: 1}},
		{type: 'write', x: 1, y: 0, text: 'x', transformers: []},
		{type: 'unclip'},
	],
	columns: 2,
	height: 1,
});

/** Returns false, and changes nothing, where it is switched off or Ink's class has changed. */
export function installFastOutput(Output: InkOutputClass, environment = process.env): boolean {
	if (environment.DOCKNET_PLAIN_INK || !knows(Output)) return false;
	const original = Output.prototype.get;
	Output.prototype.get = function () {
		return fastGet.call(this, Output, original);
	};
	return true;
}
