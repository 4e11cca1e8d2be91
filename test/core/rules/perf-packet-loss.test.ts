import {expect, test} from 'vitest';
import type {Probed} from '../../../source/core/probes/probed.js';
import {perfPacketLoss} from '../../../source/core/rules/perf-packet-loss.js';
import {containerNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {echo} from './dropped.js';

const containers = [containerNamed('web', [placeOn('front')])];

function pinged(sent: number, received: number) {
	const result = {...echo.result!, sent, received, lossPercent: (100 * (sent - received)) / sent};
	return snapshotOf({containers, probes: [{...echo, result} as Probed<'ping'>]});
}

test('some of many packets get lost', () => {
	expect([...perfPacketLoss.check(pinged(20, 19))]).toMatchObject([
		{subject: {kind: 'container', name: 'web'}, evidence: [{value: '1 of 20', expected: '0 of 20'}, {}]},
	]);
	expect([...perfPacketLoss.check(pinged(20, 16))]).toMatchObject([{severity: 'high'}]);
});

test('nothing where none or all get lost; no say on few', () => {
	expect([...perfPacketLoss.check(pinged(20, 20))]).toEqual([]);
	expect([...perfPacketLoss.check(pinged(20, 0))]).toEqual([]);
	expect([...perfPacketLoss.check(pinged(19, 18))]).toEqual([]);
	expect(perfPacketLoss.skip?.(pinged(10, 10))).toBeUndefined();
	expect(perfPacketLoss.skip?.(pinged(9, 8))).toBeDefined();
});

test('nothing of a target that has just been restarted', () => {
	const clock = 1_700_000_000_000;
	const check = (restartCount: number, state: 'running' | 'restarting' = 'running') => {
		const details = {...plainDetails, restartCount, startedAt: clock - 2000};
		const target = containerNamed('db', [placeOn('front', {ipv4: echo.result!.address})], {state, details});
		const result = {...echo.result!, sent: 25, received: 6, lossPercent: 76};
		const world = {containers: [...containers, target], probes: [{...echo, result} as Probed<'ping'>]};
		return [
			...perfPacketLoss.check(snapshotOf({...world, host: {details: {warnings: [], configuredPools: false, clock}}})),
		];
	};
	expect(check(2)).toEqual([]);
	expect(check(0, 'restarting')).toEqual([]);
	expect(check(0)).toHaveLength(1);
});
