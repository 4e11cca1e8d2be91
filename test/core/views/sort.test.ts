import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {containersView} from '../../../source/core/views/containers.js';
import {naturalCompare, sortRows} from '../../../source/core/views/sort.js';
import {container, endpoint, snapshot} from './rows.js';

describe('naturalCompare', () => {
	test.each([
		[
			['web-10', 'web-2', 'Web-1', 'api'],
			['api', 'Web-1', 'web-2', 'web-10'],
		],
		[
			['10.0.10.0/24', '10.0.9.0/24', '9.0.0.0/8'],
			['9.0.0.0/8', '10.0.9.0/24', '10.0.10.0/24'],
		],
		[
			['b', '', 'a'],
			['', 'a', 'b'],
		],
		[
			['a01', 'a1', 'a1b'],
			['a01', 'a1', 'a1b'],
		],
	])('%j', (texts, expected) => {
		expect([...texts].sort(naturalCompare)).toEqual(expected);
	});

	test('is an order: nothing equal but the same, no circles', () => {
		const text = fc.string({
			unit: fc.constantFrom('a', 'B', 'b', '0', '1', '9', '-', ' ', '\u00a0', 'é'),
			maxLength: 6,
		});
		fc.assert(
			fc.property(text, text, text, (a, b, c) => {
				expect(Math.sign(naturalCompare(a, b))).toBe(0 - Math.sign(naturalCompare(b, a)));
				expect(naturalCompare(a, b) === 0).toBe(a === b);
				if (naturalCompare(a, b) < 0 && naturalCompare(b, c) < 0) expect(naturalCompare(a, c)).toBeLessThan(0);
			}),
			{numRuns: 2000},
		);
	});
});

describe('sortRows', () => {
	const rows = containersView.rows(
		snapshot(
			[],
			[
				container({id: '1', name: 'web-2'}),
				container({id: '2', name: 'web-10', state: 'exited', exitCode: 0}),
				container({id: '3', name: 'db', health: 'unhealthy'}),
				container({id: '5', name: 'web-1', endpoints: [endpoint({networkName: 'back'})]}),
				container({id: '4', name: 'web-1'}),
			],
		),
	);
	const ids = (column: string, descending = false) =>
		sortRows(rows, containersView, {column, descending}).map(({container: {id}}) => id);

	test('by name, the same names by key', () => expect(ids('name')).toEqual(['3', '4', '5', '1', '2']));
	test('downwards', () => expect(ids('name', true)).toEqual(['2', '1', '4', '5', '3']));
	test('by state: what needs a look first, then by name', () => {
		expect(ids('state')).toEqual(['3', '4', '5', '1', '2']);
	});
	test('what is equal stays by name when sorted downwards', () => {
		expect(ids('networks', true)).toEqual(['5', '3', '4', '1', '2']);
	});
	test('by a column that does not exist: by name', () => expect(ids('nonsense')).toEqual(ids('name')));
});
