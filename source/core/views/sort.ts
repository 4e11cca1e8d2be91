import type {View} from './view.js';

export type Sort = {readonly column: string; readonly descending: boolean};

const chunks = /\d+|\D+/g;
const digits = /^\d/;

/** Upper and lower case alike, digits by their number: `web-2` before `Web-10`. Total: 0 for equal texts alone. */
export function naturalCompare(one: string, other: string): number {
	if (one === other) return 0;
	const left = one.toLowerCase().match(chunks) ?? [];
	const right = other.toLowerCase().match(chunks) ?? [];
	for (let index = 0; index < Math.min(left.length, right.length); index++) {
		const a = left[index]!;
		const b = right[index]!;
		if (a === b) continue;
		const difference = digits.test(a) && digits.test(b) ? Number(a) - Number(b) : 0;
		return difference || (a < b ? -1 : 1);
	}

	return left.length - right.length || (one < other ? -1 : 1);
}

function compare(one: string | number, other: string | number): number {
	if (typeof one === 'number' && typeof other === 'number') return one - other;
	return naturalCompare(String(one), String(other));
}

/** Sorted by a column; what is equal there by name, then by key, in both directions. An unknown column sorts by name. */
export function sortRows<Row>(rows: readonly Row[], view: View<Row>, sort: Sort): readonly Row[] {
	const column = view.columns.find(({id}) => id === sort.column);
	const sortValue = (row: Row): string | number => {
		if (!column) return view.name(row);
		if (column.sort) return column.sort(row);
		const text = column.text(row);
		return typeof text === 'string' ? text : text.join(' ');
	};

	const sign = sort.descending ? -1 : 1;
	return rows
		.map(row => ({row, value: sortValue(row), name: view.name(row), key: view.key(row)}))
		.sort(
			(one, other) =>
				sign * compare(one.value, other.value) ||
				naturalCompare(one.name, other.name) ||
				naturalCompare(one.key, other.key),
		)
		.map(({row}) => row);
}
