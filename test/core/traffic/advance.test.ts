import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {InterfaceCounters, Sample} from '../../../source/core/model/sample.js';
import {advance} from '../../../source/core/traffic/advance.js';
import type {Traffic} from '../../../source/core/traffic/traffic.js';
import {noTraffic} from '../../objects.js';

function counters(name: string, values: Partial<InterfaceCounters> = {}): InterfaceCounters {
	return {name, ...noTraffic, ...values};
}

function sample(at: number, ...interfaces: InterfaceCounters[]): Sample {
	return {container: 'c', at, interfaces};
}

/** All readings one after the other. */
function readAll(...samples: Sample[]): Traffic {
	return samples.reduce<Traffic | undefined>(advance, undefined)!;
}

describe('rates', () => {
	test('need two readings', () => {
		const traffic = readAll(sample(1000, counters('eth0', {rxBytes: 5000})));
		expect(traffic.rates).toBeUndefined();
		expect(traffic.totals).toEqual({errors: 0, drops: 0, rxBytes: 5000, txBytes: 0});
	});

	test('are divided by the time between the readings, all interfaces together', () => {
		const traffic = readAll(
			sample(1000, counters('eth0'), counters('eth1', {rxBytes: 10})),
			sample(3500, counters('eth0', {rxBytes: 250, txPackets: 5}), counters('eth1', {rxBytes: 260, txBytes: 500})),
		);
		expect(traffic.rates).toEqual({rxBytes: 200, txBytes: 200, rxPackets: 0, txPackets: 2, errors: 0, drops: 0});
		expect(traffic.interfaces.get('eth1')?.rates?.rxBytes).toBe(100);
	});

	test('count errors and drops of both directions', () => {
		const broken = {rxErrors: 2, txErrors: 4, rxDropped: 1, txDropped: 1};
		const traffic = readAll(sample(0, counters('eth0')), sample(2000, counters('eth0', broken)));
		expect(traffic.rates).toMatchObject({errors: 3, drops: 1});
		expect(traffic.totals).toMatchObject({errors: 6, drops: 2});
	});

	test('leave loopback out', () => {
		const traffic = readAll(sample(0, counters('lo')), sample(1000, counters('lo', {rxBytes: 1e6})));
		expect(traffic.rates).toBeUndefined();
		expect(traffic.interfaces.size).toBe(0);
	});

	test('do not jump when an interface appears or vanishes', () => {
		const first = sample(0, counters('eth0'));
		const both = sample(1000, counters('eth0', {rxBytes: 100}), counters('eth1', {rxBytes: 1e9}));
		expect(readAll(first, both).rates?.rxBytes).toBe(100);
		expect(readAll(first, both, sample(2000, counters('eth0', {rxBytes: 300}))).rates?.rxBytes).toBe(200);
	});

	test('are unknown where the counters began anew, and known again one reading later', () => {
		const before = [sample(0, counters('eth0', {rxBytes: 1000})), sample(1000, counters('eth0', {rxBytes: 2000}))];
		const restarted = sample(2000, counters('eth0', {rxBytes: 50}));
		expect(readAll(...before, restarted).rates).toBeUndefined();
		expect(readAll(...before, restarted).window).toEqual([Number.NaN, 1000, Number.NaN]);
		expect(readAll(...before, restarted, sample(3000, counters('eth0', {rxBytes: 80}))).rates?.rxBytes).toBe(30);
	});

	test('do not change by a reading that is not newer', () => {
		const traffic = readAll(sample(0, counters('eth0')), sample(1000, counters('eth0', {rxBytes: 100})));
		for (const at of [1000, 500, Number.NaN]) expect(advance(traffic, sample(at, counters('eth0')))).toBe(traffic);
	});

	test('of a container without interfaces are unknown', () => {
		expect(readAll(sample(0), sample(1000)).rates).toBeUndefined();
	});
});

describe('the window', () => {
	const steady = (...times: number[]) => readAll(...times.map(at => sample(at, counters('eth0', {rxBytes: at / 10}))));
	const unknown = Number.NaN;

	test.each([
		['a reading each second', [0, 1000, 2000], [unknown, 100, 100]],
		['readings that are a little late and early', [0, 1010, 1990, 3005], [unknown, 100, 100, 100]],
		['two readings in one second', [0, 1100, 1900], [unknown, 100]],
		['a reading each two seconds', [0, 2000, 4000], [unknown, 100, 100, 100, 100]],
		['a gap too long to be drawn', [0, 1000, 9000], [unknown, 100, ...Array(7).fill(unknown), 100]],
	])('%s', (_, times, expected) => {
		expect(steady(...times).window.map(Math.round)).toEqual(expected);
	});

	test('holds a minute', () => {
		const {window} = steady(...Array.from({length: 100}, (_, second) => second * 1000));
		expect(window.map(Math.round)).toEqual(Array(60).fill(100));
		expect(steady(0, 3_600_000).window).toEqual([...Array(59).fill(unknown), 100]);
	});
});

test('whatever is read: rates are never negative nor NaN, the window never too long', () => {
	const reading = fc.record({
		step: fc.integer({min: -2000, max: 90_000}),
		names: fc.uniqueArray(fc.constantFrom('lo', 'eth0', 'eth1', 'eth2')),
		value: fc.oneof(fc.nat(), fc.double({min: 0, max: 2 ** 60, noNaN: true}), fc.constant(Number.NaN)),
	});
	fc.assert(
		fc.property(fc.array(reading, {minLength: 1, maxLength: 30}), readings => {
			let at = 1_700_000_000_000;
			let traffic: Traffic | undefined;
			for (const {step, names, value} of readings) {
				at += step;
				const values = {rxBytes: value, txBytes: value / 2, rxErrors: value % 7, txDropped: value % 3};
				traffic = advance(traffic, sample(at, ...names.map(name => counters(name, values))));
				expect(traffic.window.length).toBeLessThanOrEqual(60);
				expect(traffic.window.every(slot => !(slot < 0))).toBe(true);
				for (const rate of Object.values(traffic.rates ?? {})) expect(rate).toBeGreaterThanOrEqual(0);
			}
		}),
	);
});
