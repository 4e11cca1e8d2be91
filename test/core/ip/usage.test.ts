import {describe, expect, test} from 'vitest';
import {usage} from '../../../source/core/ip/usage.js';

const plain = {cidr: '10.0.0.0/29', gateway: '10.0.0.1', auxiliary: {}};

describe('usage', () => {
	test('counts the gateway and the endpoints', () => {
		expect(usage(plain, ['10.0.0.2', '10.0.0.3'], false)).toEqual({used: 3n, total: 6n});
	});

	test('counts what is reserved by name, and nothing twice', () => {
		const auxiliary = {router: '10.0.0.1', printer: '10.0.0.5'};
		expect(usage({...plain, auxiliary}, ['10.0.0.5'], false)).toEqual({used: 2n, total: 6n});
	});

	test('a gateway that the engine does not tell is the first address', () => {
		const silent = {...plain, gateway: undefined};
		expect(usage(silent, [], true)).toEqual({used: 1n, total: 6n});
		expect(usage(silent, ['10.0.0.1'], true)).toEqual({used: 1n, total: 6n});
		expect(usage(silent, [], false)).toEqual({used: 0n, total: 6n});
	});

	// Engines 20.10, 26 and 28: of `--subnet 10.96.7.0/24 --ip-range 10.96.7.128/29` the gateway is .128, and 7 containers fit.
	test('with an ip-range only that counts, and the gateway is taken from it', () => {
		const ranged = {cidr: '10.96.7.0/24', ipRange: '10.96.7.128/29', auxiliary: {}};
		expect(usage(ranged, ['10.96.7.129', '10.96.7.9'], true)).toEqual({used: 2n, total: 8n});
	});

	test('addresses of other subnets and texts that are none do not count', () => {
		expect(usage(plain, ['10.0.1.2', 'fd00::2', '', 'x', '10.0.0.7'], false)).toEqual({used: 1n, total: 6n});
	});

	test('a subnet that cannot be read holds nothing', () => {
		expect(usage({cidr: 'nonsense', auxiliary: {}}, ['10.0.0.2'], true)).toEqual({used: 0n, total: 0n});
	});
});
