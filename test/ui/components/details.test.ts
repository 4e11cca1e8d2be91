import {expect, test} from 'vitest';
import {width} from '../../../source/core/text/width.js';
import {wrapSpans} from '../../../source/ui/components/details.js';

test.each([7, 8, 9, 10, 11, 12])('in %i cells no line is wider, its last blank too', cells => {
	const lines = wrapSpans(
		[
			{text: 'at: ', tone: 'dim'},
			{text: 'one two on three', tone: 'plain'},
		],
		cells,
		2,
	);
	const texts = lines.map(spans => spans.map(({text}) => text).join(''));
	for (const text of texts) expect(width(text)).toBeLessThanOrEqual(cells);
	expect(texts.join(' ').match(/\S+/g)).toEqual(['at:', 'one', 'two', 'on', 'three']);
});
