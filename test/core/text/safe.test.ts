import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {safe} from '../../../source/core/text/safe.js';

describe('safe', () => {
	test.each([
		['plain text stays', 'web-1 (10.0.0.2)', 'web-1 (10.0.0.2)'],
		['letters, CJK and emoji stay', 'Grüße 網路 🐳', 'Grüße 網路 🐳'],
		['colours', '\u001b[31mred\u001b[0m', 'red'],
		['colours by C1', '\u009b31mred', 'red'],
		['cursor movement', 'a\u001b[2J\u001b[1;1Hb\u001b[?25l', 'ab'],
		['a title', '\u001b]0;owned\u0007name', 'name'],
		['a clipboard, ended by ST', '\u001b]52;c;AAAA\u001b\\name', 'name'],
		['a link', '\u001b]8;;http://x\u0007text\u001b]8;;\u0007', 'text'],
		['a string that does not end', '\u001b]0;rest', '0;rest'],
		['a sequence that does not end', 'a\u001b[31', 'a'],
		['a character set', '\u001b(0lqk', 'lqk'],
		['a lone escape', 'a\u001b', 'a'],
		['controls', 'a\u0000b\u0007c\u007fd\u0085e', 'abcd e'],
		['new lines and tabs', 'a\nb\tc\r\nd', 'a b c d'],
		['line and paragraph separators', 'a\u2028b\u2029c', 'a b c'],
		['bidi controls', 'user\u202etxt.exe\u202c \u2066x\u2069\u200f\u061c', 'usertxt.exe x'],
		['zero width', 'a\u200bb\u200cc\u200dd\ufeffe\u2060f\u00adg', 'abcdefg'],
		['halves of characters', 'a\ud83db\udc33c', 'a\ufffdb\ufffdc'],
		['private and unassigned characters', '\ue000\u{10ffff}\u0378', '\ufffd\ufffd\ufffd'],
		['a family of emoji, as its members', '👩\u200d👧', '👩👧'],
		['piles of marks', `a${'\u0301'.repeat(50)}b`, 'a\u0301\u0301\u0301b'],
	])('%s', (_, text, expected) => {
		expect(safe(text)).toBe(expected);
	});

	test('whatever comes in, nothing goes out that acts on a terminal, and a second pass changes nothing', () => {
		const piece = fc.oneof(
			fc.string({unit: 'binary'}),
			fc.constantFrom('\u001b[', '\u001b]', '\u009b', '\u0007', '\u001b\\', '31m', '\u202e', '\ud800', '\u0301'),
		);
		fc.assert(
			fc.property(fc.array(piece), pieces => {
				const text = safe(pieces.join(''));
				expect(text).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u);
				expect(safe(text)).toBe(text);
			}),
			{numRuns: 2000},
		);
	});
});
