import {array, assert, dictionary, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	entriesOf,
	pairProblems,
	pairsOf,
	textOfEntries,
	textOfPairs,
	wordsOf,
} from '../../../source/ui/forms/entries.js';

describe('typed text', () => {
	test.each([
		['', []],
		['a=b, c=d', ['a=b', 'c=d']],
		['a  b\nc,,d', ['a', 'b', 'c', 'd']],
		['note="two words", x', ['note=two words', 'x']],
		[`it's open`, ['its open']],
		[String.raw`a\,b`, ['a,b']],
		['""', ['']],
	])('%j is the entries %j', (text, entries) => {
		expect(entriesOf(text)).toEqual(entries);
	});

	test.each([
		[`sh -c 'ping -c 1 web'`, ['sh', '-c', 'ping -c 1 web']],
		['a,b c', ['a,b', 'c']],
		[String.raw`echo "say \"hi\"" it\ is`, ['echo', 'say "hi"', 'it is']],
	])('%j is the words %j', (text, words) => {
		expect(wordsOf(text)).toEqual(words);
	});

	test('entries and pairs are typed back as they were', () => {
		const key = string({minLength: 1}).filter(text => !text.includes('=') && text !== '__proto__');
		assert(
			property(array(string({unit: 'binary'})), dictionary(key, string()), (entries, pairs) => {
				expect(entriesOf(textOfEntries(entries))).toEqual(entries);
				expect(pairsOf(textOfPairs(pairs))).toEqual({...pairs});
			}),
		);
	});

	test.each([
		['a=1, b=2', []],
		['=1', ['an entry has no key: write key=value']],
		['a=1, a=2', ['a is given twice: keep one of them']],
	])('%j has the problems %j', (text, problems) => {
		expect(pairProblems('labels', text).map(problem => problem.text)).toEqual(problems);
	});
});
