import {describe, expect, test} from 'vitest';
import {normalizeSample} from '../../../../source/engine/docker/normalize/sample.js';
import {noTraffic} from '../../../objects.js';
import {captured, jsonFixture} from '../fixtures.js';

describe.each(captured)('counters of $version', ({version, engine}) => {
	test('of one that runs', () => {
		const sample = normalizeSample('c', jsonFixture(version, 'stats-web.json'));
		expect(sample?.at).toBeGreaterThan(Date.UTC(2026, 0));
		// Podman gives one sum.
		expect(sample?.interfaces.map(({name}) => name)).toEqual(engine === 'podman' ? ['network'] : ['eth0', 'eth1']);
		expect(sample?.interfaces[0]?.rxBytes).toBeGreaterThan(0);
	});

	test('of one that has stopped: none', () => {
		expect(normalizeSample('c', jsonFixture(version, 'stats-gone.json'))).toBeUndefined();
	});
});

test('lo is nobody’s traffic; missing counters are zero', () => {
	const json = {read: '2026-01-01T00:00:00.5Z', networks: {lo: {rx_bytes: 9}, eth0: {rx_bytes: 7, tx_dropped: 'x'}}};
	expect(normalizeSample('c', json)).toEqual({
		container: 'c',
		at: Date.UTC(2026, 0) + 500,
		interfaces: [{...noTraffic, name: 'eth0', rxBytes: 7}],
	});
});

test.each([null, {}, {read: 'x'}, {read: '0001-01-01T00:00:00Z'}, []])('%j is no sample', json => {
	expect(normalizeSample('c', json)).toBeUndefined();
});
