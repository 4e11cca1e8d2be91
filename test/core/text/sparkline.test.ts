import {expect, test} from 'vitest';
import {ascii} from '../../../source/core/text/glyphs.js';
import {sparkline} from '../../../source/core/text/sparkline.js';

const gap = Number.NaN;

test.each([
	['scaled to its own maximum', [0, 50, 100], 3, '▁▅█'],
	['a little is more than nothing', [0, 1, 1000], 3, '▁▂█'],
	['nothing at all', [0, 0], 2, '▁▁'],
	['gaps', [1, gap, 1], 3, '█ █'],
	['only gaps', [gap, gap], 2, '  '],
	['fewer values than cells', [1, 1], 4, '  ██'],
	['more values than cells: the peak of each part', [0, 8, 0, 0, 4, gap], 3, '█▁▅'],
	['no values', [], 3, '   '],
	['no cells', [1], 0, ''],
])('%s', (_, values, cells, expected) => {
	expect(sparkline(values, cells)).toBe(expected);
});

test('in ASCII', () => expect(sparkline([0, 50, 100], 3, ascii)).toBe('_+#'));
