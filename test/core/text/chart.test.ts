import {describe, expect, test} from 'vitest';
import {axisWidth, type ChartColumn, chart} from '../../../source/core/text/chart.js';
import {ascii, unicode} from '../../../source/core/text/glyphs.js';
import {width} from '../../../source/core/text/width.js';

const of = (...values: readonly (number | undefined | 'lost')[]): readonly ChartColumn[] =>
	values.map(value => (value === 'lost' ? {value: undefined, lost: true} : {value, lost: false}));
const drawn = (columns: readonly ChartColumn[], height: number, glyphs = unicode) =>
	chart(columns, height, glyphs).map(line => line.map(({text}) => text).join(''));

describe('a chart', () => {
	test('blocks over an axis that ends above the highest', () => {
		expect(drawn(of(1, 2, 4, 5, undefined, 0.1, 'lost'), 5)).toEqual([
			'  5 │   █   ',
			'    │  ██   ',
			'2.5 │  ██   ',
			'    │ ███   ',
			'  0 │████ ▁✗',
		]);
	});

	test('in ASCII, losses apart from replies without any colour', () => {
		const lines = drawn(of(10, 'lost', 3), 3, ascii);
		expect(lines).toEqual(['10 |#  ', ' 5 |#  ', ' 0 |#x%']);
		expect(lines.join('')).toMatch(/^[\x20-\x7E]*$/);
	});

	test('a column with a reply and a loss shows both', () => {
		expect(drawn([{value: 1, lost: true}], 2)).toEqual(['  1 │█', '  0 │✗']);
	});

	test('every line is as wide as the axis and the columns', () => {
		for (const values of [[], [0], [0.04, 0.05], [1234.5, 3], ['lost']] as const) {
			const columns = of(...values);
			for (const line of drawn(columns, 6)) expect(width(line)).toBe(axisWidth(columns) + columns.length);
		}
	});
});
