import {expect, test} from 'vitest';
import {wrap} from '../../../source/core/text/wrap.js';

test.each([
	['what fits stays', 'short', 10, ['short']],
	['below the text', '  fix       one two three', 20, ['  fix       one two', '            three']],
	['below the title of a step', '   1 ✓ name  one two', 17, ['   1 ✓ name  one', '             two']],
	['without a label, below the first word', '  one two three', 10, ['  one two', '  three']],
	['a word longer than the line stays whole', 'a bbbbbbbbbb c', 5, ['a', 'bbbbbbbbbb', 'c']],
	['a command stays whole', '    $ docker network connect app web', 10, ['    $ docker network connect app web']],
	['two cells for a wide character', '日本 日本', 6, ['日本', '日本']],
])('%s', (_, line, width, lines) => {
	expect(wrap(line, width)).toEqual(lines);
});
