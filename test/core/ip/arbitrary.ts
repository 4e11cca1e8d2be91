import fc from 'fast-check';
import type {Address, Version} from '../../../source/core/ip/address.js';
import {type Range, rangeAt} from '../../../source/core/ip/range.js';

export const anyAddress: fc.Arbitrary<Address> = fc.oneof(
	fc.bigInt(0n, 2n ** 32n - 1n).map((value): Address => ({version: 4, value})),
	fc.bigInt(0n, 2n ** 128n - 1n).map((value): Address => ({version: 6, value})),
);

export const anyRange: fc.Arbitrary<Range> = fc
	.tuple(anyAddress, fc.nat(128))
	.map(([address, prefix]) => rangeAt(address, address.version === 4 ? prefix % 33 : prefix));

/** Blocks near each other, so that they often touch: inside one /16 of the given version. */
export function nearRange(version: Version): fc.Arbitrary<Range> {
	const [base, length] = version === 4 ? [10n << 24n, 32] : [0xfd00n << 112n, 128];
	return fc
		.tuple(fc.nat(65_535), fc.integer({min: length - 16, max: length}))
		.map(([offset, prefix]) => rangeAt({version, value: base + BigInt(offset)}, prefix));
}
