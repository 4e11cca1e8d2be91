import fc from 'fast-check';
import {expect, test} from 'vitest';
import {jsonLines} from '../../../source/core/text/json.js';

function textOf(value: unknown): string {
	return jsonLines(value)
		.map(spans => spans.map(({text}) => text).join(''))
		.join('\n');
}

test('reads as JSON.stringify writes it, keys in their order', () => {
	const value = {b: 1, a: [true, null, {}, []], text: 'x "y"\n', none: undefined, deep: {list: [[1], 'é']}};
	expect(textOf(value)).toBe(JSON.stringify(value, null, 2));
});

test('keys, numbers and punctuation have tones of their own', () => {
	expect(jsonLines({port: 80})[1]).toEqual([
		{text: '  ', tone: 'plain'},
		{text: '"port"', tone: 'accent'},
		{text: ': ', tone: 'dim'},
		{text: '80', tone: 'strong'},
	]);
});

test('what is invisible or acts on a terminal is written as its number', () => {
	expect(textOf('a\u001b[31m\u202e\u200b\u009b\u{e0001}')).toBe('"a\\u001b[31m\\u202e\\u200b\\u009b\\udb40\\udc01"');
});

test('any value: the same value comes back, and nothing invisible is in the text', () => {
	fc.assert(
		fc.property(fc.jsonValue({stringUnit: 'grapheme'}), value => {
			const text = textOf(value);
			expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
			expect(text.replaceAll('\n', '')).not.toMatch(
				/[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u,
			);
		}),
	);
});

test('what is too deep is cut instead of overflowing', () => {
	let value: unknown = 1;
	for (let depth = 0; depth < 20_000; depth++) value = [value];
	expect(textOf(value)).toContain('…');
});
