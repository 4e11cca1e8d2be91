import fc from 'fast-check';
import {Address6} from 'ip-address';
import {describe, expect, test} from 'vitest';
import {formatAddress, parseAddress} from '../../../source/core/ip/address.js';
import {anyAddress} from './arbitrary.js';

describe('parseAddress', () => {
	test.each([
		['0.0.0.0', 4, 0n],
		['10.0.0.1', 4, 0x0a_00_00_01n],
		['255.255.255.255', 4, 0xff_ff_ff_ffn],
		['::', 6, 0n],
		['fd00::1', 6, (0xfd00n << 112n) + 1n],
		['FD00:0:0:0:0:0:0:1', 6, (0xfd00n << 112n) + 1n],
		['::ffff:10.0.0.1', 6, 0xffff_0a00_0001n],
	] as const)('%s', (text, version, value) => {
		expect(parseAddress(text)).toEqual({version, value});
	});

	test.each([
		'',
		'10',
		'10.0.0',
		'10.0.0.256',
		'10.0.0.01',
		'10.0.0.*',
		'10.0.0.1/24',
		' 10.0.0.1',
		'1.2.3.4.5',
		'fd00:::1',
		'fd00::1/64',
		'fe80::1%eth0',
		'[::1]',
		'::1 ',
		'12345::',
		'host:80',
		':',
	])('%j is none', text => {
		expect(parseAddress(text)).toBeUndefined();
	});

	test('what is written is read again', () => {
		fc.assert(
			fc.property(anyAddress, address => {
				expect(parseAddress(formatAddress(address))).toEqual(address);
			}),
		);
	});

	test('reads what the library reads as IPv6, and nothing else', () => {
		const group = fc.constantFrom('0', '1', 'fd00', 'ABCD', '::', ':', '12345', 'g', '00ff');
		fc.assert(
			fc.property(fc.array(group, {minLength: 1, maxLength: 16}), groups => {
				const text = groups.join('');
				fc.pre(text.includes(':'));
				const known = Address6.isValid(text) ? new Address6(text).bigInt() : undefined;
				expect(parseAddress(text)?.value).toBe(known);
			}),
			{numRuns: 2000},
		);
	});

	test('any text is an address or none, never an error', () => {
		const digit = fc.constantFrom(...'0123456789abcdef:./%*');
		fc.assert(
			fc.property(fc.string({unit: digit, maxLength: 45}), text => {
				const address = parseAddress(text);
				if (address) expect(parseAddress(formatAddress(address))).toEqual(address);
			}),
			{numRuns: 3000},
		);
	});
});

test('formatAddress writes the shortest form', () => {
	const format = (text: string) => formatAddress(parseAddress(text)!);
	expect(format('fd00:0:0:1:0:0:0:1')).toBe('fd00:0:0:1::1');
	expect(format('FD00::ABCD')).toBe('fd00::abcd');
	expect(format('10.1.2.3')).toBe('10.1.2.3');
});
