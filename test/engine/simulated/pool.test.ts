import {describe, expect, test} from 'vitest';
import {parseAddress} from '../../../source/core/ip/address.js';
import {build} from '../../../source/engine/simulated/build.js';
import {giveAddress, nextSubnet, takenOn} from '../../../source/engine/simulated/pool.js';
import {blueprints} from '../../../source/engine/simulated/scenarios/all.js';
import {needNetwork} from '../../../source/engine/simulated/world.js';

const shop = build(blueprints.shop(), 'demo:shop', 1, 1.8e12);
const broken = build(blueprints.broken(), 'demo:broken', 1, 1.8e12);

const monitoring = needNetwork(shop, 'monitoring');

describe('addresses', () => {
	test('the next free one comes from the ip-range', () => {
		expect(giveAddress(monitoring, takenOn(shop, monitoring), 4, undefined)).toEqual({
			address: '172.30.8.131',
			prefixLength: 24,
			gateway: '172.30.8.1',
		});
	});

	test('both families are given where the network has both', () => {
		const front = needNetwork(shop, 'shop_front');
		const taken = takenOn(shop, front);
		expect(giveAddress(front, taken, 4, undefined)?.address).toBe('172.20.0.3');
		expect(giveAddress(front, taken, 6, undefined)).toMatchObject({address: 'fd00:5e0b:20::3', prefixLength: 64});
		expect(giveAddress(monitoring, taken, 6, undefined)).toBeUndefined();
	});

	test('an internal network has no gateway for its containers', () => {
		const data = needNetwork(shop, 'shop_data');
		expect(giveAddress(data, takenOn(shop, data), 4, undefined)?.gateway).toBeUndefined();
	});

	test('one that was asked for may lie outside the ip-range, but not outside the subnet, and must be free', () => {
		const taken = takenOn(shop, monitoring);
		expect(giveAddress(monitoring, taken, 4, '172.30.8.20')?.address).toBe('172.30.8.20');
		expect(() => giveAddress(monitoring, taken, 4, '172.30.9.20')).toThrow('no configured subnet');
		for (const used of ['172.30.8.1', '172.30.8.9', '172.30.8.128']) {
			expect(() => giveAddress(monitoring, taken, 4, used)).toThrow('Address already in use');
		}
	});

	test('a full subnet has none', () => {
		const full = needNetwork(broken, 'full');
		expect(() => giveAddress(full, takenOn(broken, full), 4, undefined)).toThrow('no available IPv4 addresses');
		const nearly = needNetwork(broken, 'nearly-full');
		const taken = takenOn(broken, nearly);
		const last = giveAddress(nearly, taken, 4, undefined)!.address;
		expect(last).toBe('10.60.0.6');
		taken.add(parseAddress(last)!.value);
		expect(() => giveAddress(nearly, taken, 4, undefined)).toThrow('no available IPv4 addresses');
	});
});

test('subnets come from the pools of the engine, past those that are taken', () => {
	const networks = [...shop.networks.values()];
	expect(nextSubnet(networks, 4, 'bridge')).toMatchObject({cidr: '172.18.0.0/16', gateway: '172.18.0.1'});
	expect(nextSubnet(networks, 4, 'overlay').cidr).toBe('10.0.0.0/24');
	expect(nextSubnet(networks, 6, 'bridge').cidr).toMatch(/^fd.*\/64$/);
});
