import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ascii, unicode} from '../../../source/core/text/glyphs.js';
import {width} from '../../../source/core/text/width.js';
import {cellWidth, fitCell, textOf} from '../../../source/core/views/cell.js';
import type {Cell, Span} from '../../../source/core/views/view.js';

const spans: readonly Span[] = [
	{text: 'front', tone: 'plain'},
	{text: ' 10.0.0.2', tone: 'dim'},
];

describe('fitCell', () => {
	test.each([
		[16, ['front', ' 10.0.0.2', '  ']],
		[14, ['front', ' 10.0.0.2', '']],
		[10, ['front', ' 10.…']],
		[5, ['fron…']],
		[3, ['fr…']],
	])('spans in %i cells', (cells, expected) => {
		expect(fitCell(spans, cells).map(({text}) => text)).toEqual(expected);
	});

	test('pads at the left where it stands at the right, and keeps the tones', () => {
		expect(fitCell(spans, 16, 'right').map(({tone}) => tone)).toEqual(['plain', 'plain', 'dim']);
		expect(fitCell({text: '5', tone: 'bad'}, 3, 'right')).toEqual([{text: '  5', tone: 'bad'}]);
	});

	test('any spans fill exactly their cells, in both sets of glyphs', () => {
		const span = fc.string({unit: 'grapheme', maxLength: 12}).map((text): Span => ({text, tone: 'plain'}));
		fc.assert(
			fc.property(fc.array(span, {maxLength: 5}), fc.nat(30), (cell, cells) => {
				for (const glyphs of [unicode, ascii]) {
					const fitted = fitCell(cell, cells, 'left', glyphs);
					expect(fitted.reduce((sum, {text}) => sum + width(text), 0)).toBe(cells);
				}
			}),
			{numRuns: 300},
		);
	});
});

test.each<[Cell, string]>([
	['text', 'text'],
	[{text: 'text', tone: 'dim'}, 'text'],
	[spans, 'front 10.0.0.2'],
])('textOf and cellWidth of %j', (cell, expected) => {
	expect(textOf(cell)).toBe(expected);
	expect(cellWidth(cell)).toBe(expected.length);
});
