import {describe, expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import {networkTraffic} from '../../../source/core/traffic/network-traffic.js';
import {sumRates} from '../../../source/core/traffic/sum.js';
import type {Rates, Traffic} from '../../../source/core/traffic/traffic.js';
import {noTraffic} from '../../objects.js';
import {container, endpoint} from '../views/rows.js';

function rates(rxBytes: number): Rates {
	return {rxBytes, txBytes: 0, rxPackets: 0, txPackets: 0, errors: 0, drops: 0};
}

function traffic(at: number, rx: number | undefined, window: readonly number[], interfaces = ['eth0']): Traffic {
	const one = {counters: {name: '', ...noTraffic}, rates: undefined};
	return {
		at,
		rates: rx === undefined ? undefined : rates(rx),
		interfaces: new Map(interfaces.map(name => [name, one])),
		totals: {errors: 1, drops: 2, rxBytes: 0, txBytes: 0},
		window,
	};
}

const onOne = (id: string) => container({id, endpoints: [endpoint({networkName: 'front'})]});
const onTwo = (id: string) =>
	container({id, endpoints: [endpoint({networkName: 'front'}), endpoint({networkName: 'back'})]});
const sum = (containers: readonly Container[], all: Record<string, Traffic>) =>
	networkTraffic(containers, new Map(Object.entries(all)));

describe('networkTraffic', () => {
	test('is unknown while nothing was measured', () => {
		expect(sum([onOne('a')], {})).toBeUndefined();
		expect(sum([onOne('a')], {a: traffic(0, undefined, [], [])})).toBeUndefined();
	});

	test('adds what its containers have, errors and drops too', () => {
		const found = sum([onOne('a'), onOne('b'), onOne('c')], {a: traffic(5000, 10, [10]), b: traffic(5200, 5, [5])});
		expect(found).toMatchObject({exact: true, rates: rates(15), totals: {errors: 2, drops: 4}, window: [15]});
	});

	test('is an upper bound where a container is on other networks too', () => {
		expect(sum([onOne('a'), onTwo('b')], {a: traffic(0, 1, []), b: traffic(0, 1, [], ['eth0', 'eth1'])})?.exact).toBe(
			false,
		);
	});

	test('is an upper bound where a container has interfaces besides its endpoint (docker_gwbridge beside an overlay)', () => {
		expect(sum([onOne('a')], {a: traffic(0, 1, [], ['eth0', 'eth1'])})?.exact).toBe(false);
	});

	test('adds second by second what was measured at different moments', () => {
		const all = {a: traffic(5100, 1, [1, 2, Number.NaN, 4]), b: traffic(4900, 1, [10, 20, Number.NaN])};
		expect(sum([onOne('a'), onOne('b')], all)?.window).toEqual([11, 22, Number.NaN, 4]);
	});

	test('forgets what is older than a minute', () => {
		const all = {a: traffic(100_000, 1, [1]), b: traffic(10_000, 1, [7, 7])};
		expect(sum([onOne('a'), onOne('b')], all)?.window).toEqual([1]);
	});
});

test('sumRates adds what is known', () => {
	expect(sumRates([rates(1), undefined, rates(2)])).toEqual(rates(3));
	expect(sumRates([undefined])).toBeUndefined();
});
