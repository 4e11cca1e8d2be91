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

function row(value: unknown, layout: Layout, gap: string, prefix: string, theme: Theme): string {
	const cells = layout.map(({column, width}) => theme.cell(column.cell(value, width), width, column.align));
	return `${theme.cell({text: prefix, tone: 'accent'}, 1)}${cells.join(gap)}`;
}

/** Each view's columns as last drawn, so that widths do not jitter while scrolling. */
const layouts = new WeakMap<AnyView, {readonly width: number; readonly layout: Layout}>();

/** The list as lines: a header and the rows of the window. */
export function tableLines(
	list: List,
	state: ListState,
	width: number,
	focused: boolean,
	theme: Theme,
): readonly string[] {
	const window = list.rows.slice(list.top, list.top + list.height);
	const before = layouts.get(list.view);
	const gap = ' '.repeat(columnGap(width - 2));
	const layout: Layout = layoutColumns(list.view.columns, window, width - 2, {
		sortedBy: state.sort.column,
		previous: before?.width === width ? before.layout : undefined,
	});
	layouts.set(list.view, {width, layout});
	const lines = window.map((value, index) => {
		const current = list.top + index === list.index;
		const marked = state.marks.has(list.view.key(value));
		const prefix = marked ? theme.glyphs.bullet : current && !focused ? theme.glyphs.right : ' ';
		const line = row(value, layout, gap, prefix, theme);
		if (!current || !focused) return line;
		const used = layout.reduce((sum, column) => sum + column.width + gap.length, 1 - gap.length);
		return theme.selected(line + ' '.repeat(Math.max(0, width - used)));
	});
	return [header(layout, gap, state, theme), ...lines];
}
