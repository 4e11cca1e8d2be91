import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseAddress} from '../../../source/core/ip/address.js';
import {
	contains,
	formatRange,
	overlapping,
	overlaps,
	parseCidr,
	readCidr,
	size,
	usable,
} from '../../../source/core/ip/range.js';
import {anyAddress, anyRange, nearRange} from './arbitrary.js';

describe('parseCidr', () => {
	test.each(['10.0.0.0/24', '0.0.0.0/0', '10.0.0.1/32', 'fd00::/64', '::/0', 'fd00::1/128'])('%s', text => {
		const range = parseCidr(text);
		if ('problem' in range) throw new Error(range.problem);
		expect(formatRange(range)).toBe(text);
	});

	test.each([
		['10.0.0.1/24', "'10.0.0.1/24' is an address inside a subnet: did you mean 10.0.0.0/24?"],
		['fd00::1/64', "'fd00::1/64' is an address inside a subnet: did you mean fd00::/64?"],
		['10.0.0.0', "'10.0.0.0' has no prefix length: did you mean 10.0.0.0/24?"],
		['fd00::', "'fd00::' has no prefix length: did you mean fd00::/64?"],
		['10.0.0.0/33', "'/33' is not a prefix length of IPv4: write a number from 0 to 32"],
		['10.0.0.0/', "'/' is not a prefix length of IPv4: write a number from 0 to 32"],
		['10.0.0.0/08', "'/08' is not a prefix length of IPv4: write a number from 0 to 32"],
		['fd00::/129', "'/129' is not a prefix length of IPv6: write a number from 0 to 128"],
		['10.0.0.0/24/1', "'/24/1' is not a prefix length of IPv4: write a number from 0 to 32"],
		['', "'' is not a subnet: write it like 10.20.0.0/24"],
		['10.0.300.0/24', "'10.0.300.0/24' is not a subnet: write it like 10.20.0.0/24"],
		['fd00:/64', "'fd00:/64' is not a subnet: write it like fd00:1::/64"],
	])('%j: %s', (text, problem) => {
		expect(parseCidr(text)).toEqual({problem});
		expect(readCidr(text)).toBeUndefined();
	});

	test('what is written is read again', () => {
		fc.assert(
			fc.property(anyRange, range => {
				expect(parseCidr(formatRange(range))).toEqual(range);
			}),
		);
	});
});

describe('blocks', () => {
	test('contain what lies between their ends, of their own version', () => {
		fc.assert(
			fc.property(anyRange, anyAddress, (range, address) => {
				const inside = address.version === range.version && address.value >= range.start && address.value <= range.end;
				expect(contains(range, address)).toBe(inside);
			}),
		);
	});

	test('of prefix lengths overlap only by one holding the other, whichever is asked', () => {
		const pair = fc
			.constantFrom(4, 6)
			.chain(version => fc.tuple(nearRange(version as 4 | 6), nearRange(version as 4 | 6)));
		fc.assert(
			fc.property(pair, ([one, other]) => {
				expect(overlaps(one, other)).toBe(overlaps(other, one));
				expect(overlaps(one, other)).toBe(contains(one, other) || contains(other, one));
			}),
		);
	});

	test('of different versions have nothing in common', () => {
		expect(overlaps(readCidr('0.0.0.0/0')!, readCidr('::/0')!)).toBe(false);
		expect(contains(readCidr('::/0')!, parseAddress('10.0.0.1')!)).toBe(false);
	});
});

test('overlapping finds what a comparison of each with each finds, in that order', () => {
	const range = fc.constantFrom(4, 6).chain(version => nearRange(version as 4 | 6));
	fc.assert(
		fc.property(fc.array(range, {maxLength: 12}), ranges => {
			const numbered = ranges.map((range, index) => ({range, index}));
			const expected = numbered.flatMap(one =>
				numbered
					.filter(other => one.index < other.index && overlaps(one.range, other.range))
					.map(other => [one, other]),
			);
			expect(overlapping(numbered, each => each.range)).toEqual(expected);
		}),
	);
});

test('overlapping leaves out what has no block', () => {
	expect(overlapping(['10.0.0.0/8', 'any', '10.1.0.0/16'], readCidr)).toEqual([['10.0.0.0/8', '10.1.0.0/16']]);
});

// As libnetwork's address management counts; its /29 with 5 containers and a gateway is full (lab: subnet-exhausted).
test.each([
	['10.0.0.0/29', undefined, 8n, 6n],
	['10.0.0.0/24', undefined, 256n, 254n],
	['10.0.0.0/30', undefined, 4n, 2n],
	['10.0.0.0/31', undefined, 2n, 2n],
	['10.0.0.1/32', undefined, 1n, 1n],
	['fd00::/64', undefined, 2n ** 64n, 2n ** 64n - 1n],
	['10.0.0.0/24', '10.0.0.128/29', 256n, 8n],
	['10.0.0.0/24', '10.0.0.0/25', 256n, 127n],
	['10.0.0.0/24', '10.0.0.128/25', 256n, 127n],
])('%s given from %s: %s addresses, %s usable', (cidr, part, all, expected) => {
	const subnet = readCidr(cidr)!;
	expect(size(subnet)).toBe(all);
	expect(usable(subnet, part === undefined ? subnet : readCidr(part)!)).toBe(expected);
});
