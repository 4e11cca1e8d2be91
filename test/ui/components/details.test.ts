import {expect, test} from 'vitest';
import {width} from '../../../source/core/text/width.js';
import {itemsOf, textOf, wrapSpans} from '../../../source/ui/components/details.js';

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

test('a word that is wider than a line is broken between its parts', () => {
	const lines = wrapSpans([{text: 'com.docker.network.bridge.enable_icc', tone: 'plain'}], 20);
	expect(lines.map(spans => spans.map(({text}) => text).join(''))).toEqual([
		'com.docker.network.',
		'bridge.enable_icc',
	]);
});

test('a table that is too wide goes on in the lines below, and holds all that it held', () => {
	const rows = [
		['api', '172.21.0.3 (shop-api-1), 172.21.0.4 (shop-api-2)', '2 answer, in turn'],
		['db', '10.20.30.10', ''],
	];
	const table = {title: 'Names', columns: ['name', 'leads to', 'note'], rows, empty: ''};
	const [title, heading, ...items] = itemsOf([table], 40);
	expect([title, heading].map(item => textOf(item!))).toEqual(['Names', 'name leads to note']);
	expect(items.length).toBeGreaterThan(2);
	const words = (texts: readonly string[]) => texts.join(' ').split(/\s+/).filter(Boolean).sort();
	expect(words(items.map(textOf))).toEqual(words(rows.flat()));
	expect(itemsOf([table], 100)).toHaveLength(4);
});

test('a text without end takes four lines of a table, and is cut there', () => {
	const table = {title: 'Labels', columns: ['label', 'value'], rows: [['long', 'x'.repeat(240)]], empty: ''};
	const items = itemsOf([table], 40).slice(2).map(textOf);
	expect(items).toHaveLength(4);
	expect(items.at(-1)).toMatch(/x…$/);
});
