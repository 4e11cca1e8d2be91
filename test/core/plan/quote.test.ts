import {execFileSync} from 'node:child_process';
import {array, assert, property, string} from 'fast-check';
import {expect, test} from 'vitest';
import {quote} from '../../../source/core/plan/quote.js';

/** The words that a real shell makes of the line. */
function wordsIn(shell: string, line: string): readonly string[] {
	const output = execFileSync(shell, ['-c', `printf '%s\\0' ${line}`], {
		env: {LC_ALL: 'C'},
		stdio: ['ignore', 'pipe', 'inherit'],
	}).toString();
	return output.split('\0').slice(0, -1);
}

test.each([
	['web-1', 'web-1'],
	['com.docker.network.driver.mtu=1400', 'com.docker.network.driver.mtu=1400'],
	['', "''"],
	['two words', "'two words'"],
	["it's", String.raw`'it'\''s'`],
	['$HOME `id` !!', "'$HOME `id` !!'"],
	['~', "'~'"],
	['\u{1B}[31m', String.raw`$'\033[31m'`],
	['a\nb', String.raw`$'a\012b'`],
	['safe\u{202E}gpj', String.raw`$'safe\342\200\256gpj'`],
	['日本', "'日本'"],
])('%j is quoted as %s', (word, quoted) => {
	expect(quote(word)).toBe(quoted);
});

// No argument of a program can hold NUL.
const words = (unit: 'grapheme' | 'grapheme-ascii' | 'binary') =>
	array(
		string({unit, maxLength: 12}).map(text => text.replaceAll('\0', '')),
		{minLength: 1, maxLength: 40},
	);

test('any shell reads back words of printable ASCII', () => {
	assert(
		property(words('grapheme-ascii'), list => {
			expect(wordsIn('sh', list.map(quote).join(' '))).toEqual(list);
		}),
		{numRuns: 20},
	);
});

test.each(['grapheme', 'binary'] as const)('bash reads back any words from one line (%s)', unit => {
	assert(
		property(words(unit), list => {
			const line = list.map(quote).join(' ');
			expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
			expect(wordsIn('bash', line)).toEqual(list);
		}),
		{numRuns: 20},
	);
});
