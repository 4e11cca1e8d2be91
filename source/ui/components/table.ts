import {columnGap, layoutColumns, type Placed} from '../../core/views/layout.js';
import type {AnyView, List} from '../list.js';
import type {ListState} from '../state.js';
import type {Theme} from '../theme.js';

type Layout = readonly Placed<unknown>[];

function header(layout: Layout, gap: string, {sort}: ListState, theme: Theme): string {
	const cells = layout.map(({column, width}) => {
		const sorted = column.id === sort.column;
		const arrow = sorted ? (sort.descending ? theme.glyphs.descending : theme.glyphs.ascending) : '';
		return theme.cell({text: `${column.title}${arrow}`, tone: sorted ? 'accent' : 'dim'}, width, column.align);
	});
	return ` ${cells.join(gap)}`;
}

type Drawn = {readonly layout: Layout; readonly theme: Theme; readonly text: string};

/** Rows as last drawn: a row object that is the same says the same. */
const drawn = new WeakMap<object, Drawn>();

function rowText(row: object, layout: Layout, gap: string, theme: Theme): string {
	const last = drawn.get(row);
	if (last?.layout === layout && last.theme === theme) return last.text;
	const cells = layout.map(({column, width}) => theme.cell(column.cell(row, width), width, column.align));
	const text = cells.join(gap);
	drawn.set(row, {layout, theme, text});
	return text;
}

type Laid = {
	readonly width: number;
	readonly sortedBy: string;
	readonly rows: readonly unknown[];
	readonly layout: Layout;
};

/** Each view's columns as last laid out: widths do not jitter while scrolling, and the same rows need no new layout. */
const laid = new WeakMap<AnyView, Laid>();

function layoutOf(view: AnyView, rows: readonly unknown[], width: number, sortedBy: string): Layout {
	const last = laid.get(view);
	const comparable = last?.width === width ? last : undefined;
	const same =
		comparable?.sortedBy === sortedBy &&
		comparable.rows.length === rows.length &&
		rows.every((row, index) => row === comparable.rows[index]);
	if (same) return comparable.layout;
	const next: Layout = layoutColumns(view.columns, rows, width, {sortedBy, previous: comparable?.layout});
	const unchanged =
		comparable?.layout.length === next.length &&
		next.every(({column, width: cells}, index) => {
			const before = comparable.layout[index]!;
			return before.column === column && before.width === cells;
		});
	const layout = unchanged ? comparable.layout : next;
	laid.set(view, {width, sortedBy, rows, layout});
	return layout;
}

/** The list as lines: a header and the rows of the window. */
export function tableLines(
	list: List,
	state: ListState,
	width: number,
	focused: boolean,
	theme: Theme,
): readonly string[] {
	const rows = list.rows.slice(list.top, list.top + list.height);
	const gap = ' '.repeat(columnGap(width - 2));
	const layout = layoutOf(list.view, rows, width - 2, state.sort.column);
	const used = layout.reduce((sum, column) => sum + column.width + gap.length, 1 - gap.length);
	const lines = rows.map((row, index) => {
		const current = list.top + index === list.index;
		const marked = state.marks.has(list.view.key(row));
		const prefix = marked ? theme.glyphs.bullet : current && !focused ? theme.glyphs.right : ' ';
		const line = theme.cell({text: prefix, tone: 'accent'}, 1) + rowText(row as object, layout, gap, theme);
		return current && focused ? theme.selected(line + ' '.repeat(Math.max(0, width - used))) : line;
	});
	return [header(layout, gap, state, theme), ...lines];
}
