import {expect, test} from 'vitest';
import {createLineReader} from '../../../source/engine/docker/lines.js';

function read(...chunks: readonly (string | Buffer)[]): unknown[] {
	const linesOf = createLineReader();
	return chunks.flatMap(chunk => linesOf(Buffer.from(chunk)));
}

test('lines cut anywhere, also within a character', () => {
	const text = Buffer.from('{"a":"é"}\n{"b":2}\n');
	expect(read(...[...text].map(byte => Buffer.from([byte])))).toEqual([{a: 'é'}, {b: 2}]);
});

test('several in one chunk; the last one is not complete yet', () => {
	expect(read('1\n2\n3')).toEqual([1, 2]);
	expect(read('1\n2\n3', '4\n')).toEqual([1, 2, 34]);
});

test('lines that are no JSON are left out', () => {
	expect(read('{"a":1}\n<html>\n\n{"b"\n{"c":3}\r\n')).toEqual([{a: 1}, {c: 3}]);
});

test('a line without end is not kept, and what follows it is read', () => {
	const mebibyte = 'x'.repeat(1024 * 1024);
	expect(read(mebibyte, mebibyte, mebibyte, '"}\n{"a":1}\n{"b":2}\n')).toEqual([{a: 1}, {b: 2}]);
});
