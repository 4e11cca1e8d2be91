import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {age, bytes, count, duration, isoDate, rate} from '../../../source/core/text/formats.js';

test.each([
	[0, '0 B'],
	[0.4, '0 B'],
	[999, '999 B'],
	[999.6, '1.0 kB'],
	[1234, '1.2 kB'],
	[9949, '9.9 kB'],
	[9951, '10 kB'],
	[999_499, '999 kB'],
	[999_500, '1.0 MB'],
	[1.24e6, '1.2 MB'],
	[7.5e12, '7.5 TB'],
])('bytes(%d) is %s', (value, expected) => {
	expect(bytes(value)).toBe(expected);
});

test('a rate never takes more than 8 cells', () => {
	expect(rate(1.24e6)).toBe('1.2 MB/s');
	fc.assert(
		fc.property(fc.double({min: 0, max: 9e18, noNaN: true}), value => {
			expect(rate(value).length).toBeLessThanOrEqual(8);
		}),
	);
});

test.each([
	[0, '0'],
	[254n, '254'],
	[65_534n, '65534'],
	[100_000, '100k'],
	[1_048_574n, '1.0M'],
	[2n ** 64n - 1n, '2^64'],
	[2n ** 80n, '2^80'],
])('count(%s) is %s', (value, expected) => {
	expect(count(value)).toBe(expected);
});

test.each([
	[-5000, '0s'],
	[45_000, '45s'],
	[119_999, '119s'],
	[180_000, '3m'],
	[2 * 3_600_000, '2h'],
	[30 * 3_600_000, '30h'],
	[5 * 86_400_000, '5d'],
	[800 * 86_400_000, '2y'],
])('age(%d) is %s', (value, expected) => {
	expect(age(value)).toBe(expected);
});

test.each([
	[0.42, '0.4 ms'],
	[12.3, '12 ms'],
	[1500, '1.5 s'],
	[59_980, '1m 0s'],
	[125_000, '2m 5s'],
])('duration(%d) is %s', (value, expected) => {
	expect(duration(value)).toBe(expected);
});

describe('isoDate', () => {
	test('is UTC without fractions', () => expect(isoDate(1_795_458_674_711)).toBe('2026-11-23T18:31:14Z'));
	test('is empty for what is no time', () => expect(isoDate(Number.NaN) + isoDate(1e300)).toBe(''));
});
