import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {fit} from '../../../source/core/text/fit.js';
import {ascii} from '../../../source/core/text/glyphs.js';
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
				expect(width(fit(value, cells, align))).toBe(cells);
				expect(fit(value, cells, align, ascii)).toMatch(new RegExp(`^[\\x20-\\x7e]{${cells}}$`));
			}),
			{numRuns: 200},
		);
	});
});
