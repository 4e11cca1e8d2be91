import {expect, test} from 'vitest';
import {nearest} from '../../../source/core/text/nearest.js';

test('words that hold what was typed, or differ by few letters, the nearest first', () => {
	const words = ['shop-db-1', 'shop-web-1', 'cache', 'cash', 'ledger'];
	expect(nearest(words, 'shop-bd-1')).toEqual(['shop-db-1', 'shop-web-1']);
	expect(nearest(words, 'Cache')).toEqual(['cache']);
	expect(nearest(words, 'web')).toEqual(['shop-web-1']);
	expect(nearest(words, 'mail')).toEqual([]);
});
