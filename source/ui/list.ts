import type {Key} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {type Filter, parseFilter} from '../core/views/filter.js';
import {sortRows} from '../core/views/sort.js';
import type {View} from '../core/views/view.js';
import type {ListState} from './state.js';

// biome-ignore lint/suspicious/noExplicitAny: a pane does not know its row type; its view does
export type AnyView = View<any>;

/** A list as it stands on screen: filtered, sorted, the cursor found. */
export type List = {
	readonly view: AnyView;
	readonly rows: readonly unknown[];
	/** Rows before the filter. */
	readonly total: number;
	/** Of the cursor; -1 in an empty list. */
	readonly index: number;
	readonly top: number;
	readonly height: number;
	/** What is wrong with the filter. */
	readonly problem: string | undefined;
};

/** Rows sorted by a value that moves by itself are put in order again this often: they must not jump while being read. */
const liveSortMs = 3000;

/** Keeps the work of one list between frames: only what changed is done again. `ahead`: rows that come into sight when the cursor leaves. */
export function createLister(
	view: AnyView,
): (snapshot: Snapshot, state: ListState, height: number, ahead: number, now: number) => List {
	let source: readonly unknown[] | undefined;
	let filter: {text: string; parsed: Filter<unknown>} | undefined;
	let sorted: {rows: readonly unknown[]; filter: string; column: string; descending: boolean; at: number} | undefined;
	let positions: ReadonlyMap<Key, number> = new Map();

	function asBefore(rows: readonly unknown[]): readonly unknown[] {
		const last = positions.size;
		const at = new Map(rows.map(row => [row, positions.get(view.key(row)) ?? last]));
		return [...rows].sort((a, b) => at.get(a)! - at.get(b)!);
	}

	function order(rows: readonly unknown[], state: ListState, now: number): readonly unknown[] {
		const {column, descending} = state.sort;
		const same =
			sorted && sorted.column === column && sorted.descending === descending && sorted.filter === state.filter;
		const live = view.columns.find(candidate => candidate.id === column)?.live;
		if (same && live && now - sorted!.at < liveSortMs) {
			return asBefore(rows);
		}

		sorted = {rows, filter: state.filter, column, descending, at: now};
		// Most are where they were: what is nearly in order is soon sorted.
		return sortRows(same ? asBefore(rows) : rows, view, state.sort);
	}

	let current: readonly unknown[] = [];
	let currentSort: ListState['sort'] | undefined;
	return (snapshot, state, height, ahead, now) => {
		const all = view.rows(snapshot);
		if (all !== source || filter?.text !== state.filter || currentSort !== state.sort) {
			if (filter?.text !== state.filter) filter = {text: state.filter, parsed: parseFilter(state.filter, view)};
			const {parsed} = filter!;
			current = order(parsed.empty ? all : all.filter(row => parsed.test(row)), state, now);
			positions = new Map(current.map((row, index) => [view.key(row), index]));
			source = all;
			currentSort = state.sort;
		}

		const found = state.selected === undefined ? undefined : positions.get(state.selected);
		const index = found ?? Math.min(state.index, current.length - 1);
		let {top} = state;
		if (index < top) top = Math.max(0, index - ahead + 1);
		if (index >= top + height) top = index - height + ahead;
		top = Math.max(0, Math.min(top, current.length - height));
		return {view, rows: current, total: all.length, index, top, height, problem: filter!.parsed.problem};
	};
}
