import type {View} from './view.js';

export type Sort = {readonly column: string; readonly descending: boolean};

function isDigit(code: number): boolean {
	return code >= 48 && code <= 57;
}

function endOfDigits(text: string, from: number): number {
	let end = from;
	while (isDigit(text.charCodeAt(end))) end++;
	return end;
}

/** Where the number's first digit is that is not a leading zero. */
function firstThatCounts(text: string, from: number, end: number): number {
	let start = from;
	while (start < end - 1 && text.charCodeAt(start) === 48) start++;
	return start;
}

/** Character by character, but runs of digits by their number: of two without leading zeros the longer is greater. */
function compareNaturally(one: string, other: string): number {
	let i = 0;
	let j = 0;
	while (i < one.length && j < other.length) {
		const difference = one.charCodeAt(i) - other.charCodeAt(j);
		if (isDigit(one.charCodeAt(i)) && isDigit(other.charCodeAt(j))) {
			const [end, otherEnd] = [endOfDigits(one, i), endOfDigits(other, j)];
			const digits = one.slice(firstThatCounts(one, i, end), end);
			const otherDigits = other.slice(firstThatCounts(other, j, otherEnd), otherEnd);
			if (digits !== otherDigits) return digits.length - otherDigits.length || (digits < otherDigits ? -1 : 1);
			i = end;
			j = otherEnd;
		} else if (difference !== 0) return difference;
		else {
			i++;
			j++;
		}
	}

	return one.length - i - (other.length - j);
}

/** Upper and lower case alike, digits by their number: `web-2` before `Web-10`. Total: 0 for equal texts alone. */
export function naturalCompare(one: string, other: string): number {
	if (one === other) return 0;
	return compareNaturally(one.toLowerCase(), other.toLowerCase()) || (one < other ? -1 : 1);
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
