import {width as widthOf} from '../text/width.js';
import {cellWidth} from './cell.js';
import type {Column} from './view.js';

/** One column of a table as drawn. The width holds no gap. */
export type Placed<Row> = {readonly column: Column<Row>; readonly width: number};

export type LayoutOptions<Row> = {
	/** Its title gets room for the sort's arrow. */
	readonly sortedBy?: string;
	/** The layout before: columns only grow from it and none vanishes for want of content, so that nothing jitters while scrolling. */
	readonly previous?: readonly Placed<Row>[];
};

/** Blank cells between two columns. */
export function columnGap(width: number): number {
	return width < 140 ? 1 : 2;
}

/** Row → its cells' widths by column: most rows are the same as in the frame before. */
const measured = new WeakMap<object, Map<unknown, number>>();

function contentWidth<Row>(column: Column<Row>, row: Row): number {
	const owner = row as object;
	let widths = measured.get(owner);
	if (!widths) {
		widths = new Map();
		measured.set(owner, widths);
	}

	let width = widths.get(column);
	if (width === undefined) {
		width = cellWidth(column.cell(row, column.width.max));
		widths.set(column, width);
	}

	return width;
}

function wish<Row>(column: Column<Row>, rows: readonly Row[], options: LayoutOptions<Row>): number {
	const {min, max} = column.width;
	const before = options.previous?.find(placed => placed.column === column)?.width ?? 0;
	const content = rows.reduce((most, row) => Math.max(most, contentWidth(column, row)), 0);
	if (min === 0 && content === 0 && before === 0) return 0;
	const title = widthOf(column.title) + (column.id === options.sortedBy ? 1 : 0);
	return Math.max(title, Math.min(max, Math.max(min, content, before)));
}

type Wanted<Row> = {readonly column: Column<Row>; readonly most: number; readonly least: number};

/** Without the first to go: the highest `drop`, of equal ones the last. Undefined where none may go. */
function withoutOne<Row>(wanted: readonly Wanted<Row>[]): readonly Wanted<Row>[] | undefined {
	const highest = Math.max(...wanted.map(({column}) => column.drop));
	if (highest === 0) return undefined;
	const gone = wanted.findLastIndex(({column}) => column.drop === highest);
	return wanted.toSpliced(gone, 1);
}

/** Without the spare columns for which those that never go would be cut. */
function withoutSpare<Row>(wanted: readonly Wanted<Row>[], width: number, gap: number): readonly Wanted<Row>[] {
	let used = wanted.reduce((sum, {column, most}) => (column.drop === 0 ? sum + most + gap : sum), 0);
	return wanted.filter(({column, least}) => {
		if (!column.spare) return true;
		if (used + least > width) return false;
		used += least + gap;
		return true;
	});
}

/** Cells that the name is ahead of the others: rows that cannot be told apart help nobody. */
const nameLead = 8;

/** Raises the lowest first, cell by cell, until each has what it wants or nothing is left. */
function share<Row>(wanted: readonly Wanted<Row>[], cells: number): readonly Placed<Row>[] {
	const widths = wanted.map(({least}) => least);
	let left = cells - widths.reduce((sum, width) => sum + width, 0);
	while (left > 0) {
		const hungry = widths.flatMap((width, index) => (width < wanted[index]!.most ? [index] : []));
		if (hungry.length === 0) break;
		const height = (index: number) => widths[index]! - (wanted[index]!.column.drop === 0 ? nameLead : 0);
		const lowest = Math.min(...hungry.map(height));
		for (const index of hungry) {
			if (height(index) === lowest && left > 0) {
				widths[index]! += 1;
				left--;
			}
		}
	}

	return wanted.map(({column}, index) => ({column, width: widths[index]!}));
}

/**
 * Which columns a table of `width` cells shows and how wide, from what the given rows (those on screen) hold. Columns
 * that do not fit are dropped in the order of `drop`; one with a least width of 0 shows only when it holds something.
 * Widths and gaps together never exceed `width`, which may be infinite.
 */
export function layoutColumns<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	width: number,
	options: LayoutOptions<Row> = {},
): readonly Placed<Row>[] {
	const gap = columnGap(width);
	const all: readonly Wanted<Row>[] = columns.flatMap(column => {
		const most = wish(column, rows, options);
		return most === 0 ? [] : [{column, most, least: Math.min(most, Math.max(column.width.min, widthOf(column.title)))}];
	});
	let wanted = withoutSpare(all, width, gap);
	const room = () => width - gap * Math.max(0, wanted.length - 1);
	while (wanted.reduce((sum, {least}) => sum + least, 0) > room()) {
		const fewer = withoutOne(wanted);
		if (!fewer) break;
		wanted = fewer;
	}

	// Only what never goes is left, and is still too wide: all of it shrinks, then the last go.
	while (wanted.length > 1 && room() < wanted.length) wanted = wanted.slice(0, -1);
	const tooWide = wanted.reduce((sum, {least}) => sum + least, 0) > room();
	return share(tooWide ? wanted.map(item => ({...item, least: Math.min(1, room())})) : wanted, room());
}
