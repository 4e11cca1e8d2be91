import {expect, test} from 'vitest';
import {build} from '../../../source/engine/simulated/build.js';
import {sampleOf} from '../../../source/engine/simulated/counters.js';
import {act} from '../../../source/engine/simulated/lifecycle.js';
import {blueprints} from '../../../source/engine/simulated/scenarios/all.js';
import {needMachine, type World} from '../../../source/engine/simulated/world.js';

const start = 1.8e12;
const shop = build(blueprints.shop(), 'demo:shop', 1, start);

function read(world: World, name: string, at: number) {
	return sampleOf(world, needMachine(world, name), at);
}

test('counters never fall, and their rates move', () => {
	const readings = Array.from({length: 600}, (_, second) => {
		return read(shop, 'shop-proxy-1', start + second * 1000)!.interfaces[0]!;
	});
	const rates = readings.slice(1).map((reading, index) => reading.rxBytes - readings[index]!.rxBytes);
	expect(Math.min(...rates)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...rates)).toBeGreaterThan(3 * Math.min(...rates));
	const average = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
	expect(average).toBeGreaterThan(420_000 / 3);
	expect(average).toBeLessThan(420_000 * 3);
});

test('the same seed and moment give the same counters, another seed others', () => {
	const again = build(blueprints.shop(), 'demo:shop', 1, start);
	const other = build(blueprints.shop(), 'demo:shop', 2, start);
	const later = start + 12_345;
	expect(read(again, 'shop-api-1', later)).toEqual(read(shop, 'shop-api-1', later));
	expect(read(other, 'shop-api-1', later)?.interfaces).not.toEqual(read(shop, 'shop-api-1', later)?.interfaces);
});

test('every interface has counters; drops grow where packets are dropped', () => {
	const [eth0, eth1] = read(shop, 'shop-api-2', start)!.interfaces;
	expect([eth0?.name, eth1?.name]).toEqual(['eth0', 'eth1']);
	expect(eth0!.rxDropped).toBeGreaterThan(0);
	expect(read(shop, 'shop-api-2', start + 600_000)!.interfaces[0]!.rxDropped).toBeGreaterThan(eth0!.rxDropped);
	expect(read(shop, 'shop-api-1', start)!.interfaces[0]!.rxDropped).toBe(0);
});

test('stopped: none; host mode: no interface; shared namespace: those of its owner', () => {
	expect(read(shop, 'shop-migrate-1', start)).toBeUndefined();
	expect(read(shop, 'node-exporter', start)?.interfaces).toEqual([]);
	expect(read(shop, 'shop-api-mesh-1', start)?.interfaces).toEqual(read(shop, 'shop-api-1', start)?.interfaces);
});

test('a pause is silence, and nothing is made up for afterwards', () => {
	const bytes = (world: World, at: number) => read(world, 'shop-cache-1', at)!.interfaces[0]!.rxBytes;
	const paused = act(shop, needMachine(shop, 'shop-cache-1'), {type: 'pause'}, start).world;
	expect(bytes(paused, start + 60_000)).toBe(bytes(shop, start));
	const resumed = act(paused, needMachine(paused, 'shop-cache-1'), {type: 'unpause'}, start + 60_000).world;
	expect(bytes(resumed, start + 60_000)).toBe(bytes(shop, start));
	expect(bytes(resumed, start + 61_000)).toBe(bytes(shop, start + 1000));
});

test('a restart begins at zero', () => {
	const {world, events} = act(shop, needMachine(shop, 'shop-cache-1'), {type: 'restart'}, start);
	expect(read(world, 'shop-cache-1', start)!.interfaces[0]).toMatchObject({name: 'eth0', rxBytes: 0, txPackets: 0});
	expect(events.map(event => event.action)).toEqual(['die', 'disconnect', 'stop', 'connect', 'start', 'restart']);
});
