import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {formatAddress, parseAddress} from '../../../source/core/ip/address.js';
import {nextFreeAddress, nextFreeSubnet} from '../../../source/core/ip/free.js';
import {contains, formatRange, overlaps, type Range, rangeAt, readCidr, size} from '../../../source/core/ip/range.js';
import {nearRange} from './arbitrary.js';

function ranges(...texts: string[]): readonly Range[] {
	return texts.map(text => readCidr(text)!);
}

describe('nextFreeSubnet', () => {
	test.each([
		['the first where nothing is taken', ['10.0.0.0/8'], [], 24, '10.0.0.0/24'],
		['past what is taken', ['10.0.0.0/8'], ['10.0.1.0/24', '10.0.0.0/24'], 24, '10.0.2.0/24'],
		['between', ['10.0.0.0/8'], ['10.0.0.0/24', '10.0.2.0/24'], 24, '10.0.1.0/24'],
		['past a larger block', ['10.0.0.0/8'], ['10.0.0.0/16'], 24, '10.1.0.0/24'],
		['past a smaller one', ['10.0.0.0/8'], ['10.0.0.7/32'], 24, '10.0.1.0/24'],
		['past the whole of a block that holds others', ['10.0.0.0/8'], ['10.0.0.0/9', '10.0.3.0/24'], 24, '10.128.0.0/24'],
		['in the next pool', ['10.0.0.0/24', '192.168.0.0/16'], ['10.0.0.0/24'], 24, '192.168.0.0/24'],
		['not in a pool that is too small', ['10.0.0.0/28', '10.1.0.0/16'], [], 24, '10.1.0.0/24'],
		['of the other version nothing is in the way', ['fd00::/48'], ['10.0.0.0/8', 'fd00::/64'], 64, 'fd00:0:0:1::/64'],
		['at the end of all addresses', ['255.255.255.0/24'], ['255.255.255.0/25'], 25, '255.255.255.128/25'],
	])('%s', (_, pools, taken, prefix, expected) => {
		expect(formatRange(nextFreeSubnet(ranges(...pools), ranges(...taken), prefix)!)).toBe(expected);
	});

	test('is undefined where all is taken, and for a length that the version does not have', () => {
		expect(nextFreeSubnet(ranges('10.0.0.0/24'), ranges('10.0.0.0/25', '10.0.0.128/25'), 25)).toBeUndefined();
		expect(nextFreeSubnet(ranges('255.0.0.0/8'), ranges('255.0.0.0/8'), 24)).toBeUndefined();
		expect(nextFreeSubnet(ranges('10.0.0.0/8'), [], 33)).toBeUndefined();
	});

	test('is the lowest block that touches nothing taken', () => {
		const pool = readCidr('10.0.0.0/16')!;
		fc.assert(
			fc.property(fc.array(nearRange(4), {maxLength: 40}), fc.integer({min: 18, max: 24}), (taken, prefix) => {
				const blocks = Array.from({length: 2 ** (prefix - 16)}, (_, index) =>
					rangeAt({version: 4, value: pool.start + BigInt(index) * 2n ** BigInt(32 - prefix)}, prefix),
				);
				const lowest = blocks.find(block => !taken.some(other => overlaps(block, other)));
				expect(nextFreeSubnet([pool], taken, prefix)).toEqual(lowest);
			}),
		);
	});
});

describe('nextFreeAddress', () => {
	const next = (cidr: string, taken: readonly string[], part?: string) => {
		const found = nextFreeAddress(
			readCidr(cidr)!,
			new Set(taken.map(text => parseAddress(text)!.value)),
			part === undefined ? undefined : readCidr(part),
		);
		return found && formatAddress(found);
	};

	test.each([
		['10.0.0.0/24', [], undefined, '10.0.0.1'],
		['10.0.0.0/24', ['10.0.0.1', '10.0.0.2', '10.0.0.4'], undefined, '10.0.0.3'],
		['10.0.0.0/24', [], '10.0.0.128/25', '10.0.0.128'],
		['10.0.0.0/30', ['10.0.0.1', '10.0.0.2'], undefined, undefined],
		['10.0.0.0/31', ['10.0.0.0'], undefined, '10.0.0.1'],
		['fd00::/64', ['fd00::1'], undefined, 'fd00::2'],
	])('%s without %j, from %s: %s', (cidr, taken, part, expected) => {
		expect(next(cidr, taken, part)).toBe(expected);
	});

	test('lies in the subnet and was not taken', () => {
		const values = fc.array(fc.bigInt(0n, 20n), {maxLength: 20});
		fc.assert(
			fc.property(nearRange(4), values, (subnet, offsets) => {
				const taken = new Set(offsets.map(offset => subnet.start + offset));
				const found = nextFreeAddress(subnet, taken);
				if (found) expect(contains(subnet, found) && !taken.has(found.value)).toBe(true);
				else expect(size(subnet)).toBeLessThanOrEqual(BigInt(taken.size) + 2n);
			}),
		);
	});
});
