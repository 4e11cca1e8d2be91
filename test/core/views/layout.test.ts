import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {columnGap, layoutColumns, type Placed} from '../../../source/core/views/layout.js';
import type {Column} from '../../../source/core/views/view.js';

type Row = Readonly<Record<string, string | undefined>>;

function column(id: string, min: number, max: number, drop: number): Column<Row> {
	return {
		id,
		title: id.toUpperCase(),
		width: {min, max},
		drop,
		cell: row => row[id] ?? '',
		text: row => row[id] ?? '',
	};
}

const columns: readonly Column<Row>[] = [
	column('name', 6, 20, 0),
	column('net', 4, 10, 2),
	column('flag', 0, 8, 1),
	column('ip', 5, 15, 1),
];

function widths<Any>(placed: readonly Placed<Any>[]): Readonly<Record<string, number>> {
	return Object.fromEntries(placed.map(({column, width}) => [column.id, width]));
}

function total<Any>(placed: readonly Placed<Any>[], width: number): number {
	return placed.reduce((sum, item) => sum + item.width, 0) + columnGap(width) * Math.max(0, placed.length - 1);
}

describe('layoutColumns', () => {
	const rows: readonly Row[] = [{name: 'database', net: 'back', ip: '10.0.0.2', flag: 'x'}, {name: 'web'}];

	test('gives each column what its content needs, between its bounds', () => {
		expect(widths(layoutColumns(columns, rows, 120))).toEqual({name: 8, net: 4, flag: 4, ip: 8});
		const long: readonly Row[] = [{name: 'n'.repeat(50), ip: '1'}];
		expect(widths(layoutColumns(columns, long, 120))).toEqual({name: 20, net: 4, ip: 5});
	});

	test('leaves out a column that may be empty and is', () => {
		expect(widths(layoutColumns(columns, [{name: 'web'}], 120))).not.toHaveProperty('flag');
	});

	test('a spare column shows only where none that stays is cut for it', () => {
		const spare = {...column('id', 10, 10, 1), spare: true};
		const long = [{name: 'n'.repeat(20), id: 'x'}];
		expect(widths(layoutColumns([columns[0]!, spare], long, 31))).toEqual({name: 20, id: 10});
		expect(widths(layoutColumns([columns[0]!, spare], long, 30))).toEqual({name: 20});
		expect(widths(layoutColumns([columns[0]!, {...spare, spare: false}], long, 30))).toEqual({name: 19, id: 10});
	});

	test('drops the columns with the highest number, of equal ones the last', () => {
		const shown = (width: number) => Object.keys(widths(layoutColumns(columns, rows, width)));
		expect([30, 20, 15, 8].map(shown)).toEqual([
			['name', 'net', 'flag', 'ip'],
			['name', 'flag', 'ip'],
			['name', 'flag'],
			['name'],
		]);
	});

	test('shares what is left among those that need it, the narrowest first, and the name ahead of the others', () => {
		const wide: readonly Row[] = [{name: 'n'.repeat(20), net: 'n'.repeat(10), ip: '1'}];
		expect(widths(layoutColumns(columns, wide, 30))).toEqual({name: 16, net: 7, ip: 5});
	});

	test('keeps room in the title for the arrow of the sort', () => {
		expect(widths(layoutColumns(columns, [{name: 'web'}], 120, {sortedBy: 'net'}))).toMatchObject({net: 4});
		expect(widths(layoutColumns([column('network', 2, 9, 0)], [{}], 120, {sortedBy: 'network'}))).toEqual({network: 8});
	});

	test('only grows from the layout before', () => {
		const previous = layoutColumns(columns, rows, 120);
		const next = layoutColumns(columns, [{name: 'web-frontend'}], 120, {previous});
		expect(widths(next)).toEqual({name: 12, net: 4, flag: 4, ip: 8});
	});

	test('fits everything where there is no limit', () => {
		expect(widths(layoutColumns(columns, [{name: 'n'.repeat(50)}], Number.POSITIVE_INFINITY))).toMatchObject({
			name: 20,
		});
	});

	test('counts cells, not characters', () => {
		expect(widths(layoutColumns(columns, [{name: '網路橋網路橋'}], 120))).toMatchObject({name: 12});
	});

	test('never takes more than there is, and never nothing at all', () => {
		const anyColumn = fc
			.tuple(fc.nat(15), fc.nat(30), fc.nat(3))
			.map(([min, more, drop]) => ({min, max: min + more, drop}));
		fc.assert(
			fc.property(fc.array(anyColumn, {minLength: 1, maxLength: 10}), fc.integer({min: 1, max: 200}), (all, width) => {
				const made = all.map(({min, max, drop}, index) =>
					column(`c${index}`, Math.max(1, min), Math.max(1, max), index === 0 ? 0 : drop),
				);
				const placed = layoutColumns(made, [{c0: 'x'.repeat(40), c1: 'y'}], width);
				expect(total(placed, width)).toBeLessThanOrEqual(width);
				expect(placed.length).toBeGreaterThan(0);
				expect(placed.every(item => item.width >= 1)).toBe(true);
				expect(layoutColumns(made, [{c0: 'x'.repeat(40), c1: 'y'}], width)).toEqual(placed);
			}),
			{numRuns: 1000},
		);
	});
});
