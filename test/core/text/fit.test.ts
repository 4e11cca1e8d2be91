import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {fit} from '../../../source/core/text/fit.js';
import {ascii, unicode} from '../../../source/core/text/glyphs.js';
import {width} from '../../../source/core/text/width.js';

describe('fit', () => {
	test.each([
		['abc', 5, 'left', 'abc  '],
		['abc', 5, 'right', '  abc'],
		['abc', 3, 'left', 'abc'],
		['abcd', 3, 'left', 'ab…'],
		['abcd', 3, 'right', 'ab…'],
		['abcd', 1, 'left', '…'],
		['abcd', 0, 'left', ''],
		['', 2, 'left', '  '],
		['網路橋', 6, 'left', '網路橋'],
		['網路橋', 5, 'left', '網路…'],
		['網路橋', 4, 'left', '網… '],
		['網路橋', 4, 'right', ' 網…'],
		['a\u0301bc', 2, 'left', 'a\u0301…'],
		['\u001b[31mred\u001b[0m', 4, 'left', 'red '],
		['↓1.2 MB/s', 6, 'left', '↓1.2 …'],
	] as const)('%j in %i cells, %s: %j', (text, cells, align, expected) => {
		expect(fit(text, cells, align)).toBe(expected);
	});

	test('in ASCII our glyphs have counterparts and everything else is a question mark as wide', () => {
		expect(fit('↓ 網路 é▁█', 12, 'left', ascii)).toBe('v ???? ?_#  ');
		expect(fit('abcdef', 3, 'left', ascii)).toBe('ab~');
	});

	test('any text fills exactly its cells', () => {
		const text = fc.oneof(fc.string({unit: 'grapheme'}), fc.string({unit: 'binary'}));
		fc.assert(
			fc.property(text, fc.nat(40), fc.constantFrom('left', 'right'), (value, cells, align) => {
				expect(stringWidth(fit(value, cells, align), {countAnsiEscapeCodes: true})).toBe(cells);
				expect(fit(value, cells, align, ascii)).toMatch(new RegExp(`^[\\x20-\\x7e]{${cells}}$`));
			}),
			{numRuns: 500},
		);
	});
});

describe('width', () => {
	test('of what it takes for single cells is what string-width says', () => {
		const glyphs = Object.values(unicode).flat();
		for (const glyph of [...glyphs, 'abc', '·–…•']) expect(width(glyph)).toBe(stringWidth(glyph));
	});

	test('stays right when more texts were measured than it remembers', () => {
		for (let index = 0; index < 5000; index++) expect(width(`網${index}`)).toBe(2 + String(index).length);
		expect(width('網0')).toBe(3);
	});

	test('both sets of glyphs are one cell each, level by level', () => {
		for (const set of [unicode, ascii]) {
			for (const glyph of Object.values(set).flat()) expect(stringWidth(glyph)).toBe(1);
		}

		expect(ascii.levels).toHaveLength(unicode.levels.length);
		expect(new Set(ascii.levels).size).toBe(ascii.levels.length);
	});
});
