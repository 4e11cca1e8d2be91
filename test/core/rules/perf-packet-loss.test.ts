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

test('the end that has a part in more of it is the one to look at, and named', () => {
	const [web, db, cache] = ['2', '3', '4'].map((last, at) =>
		containerNamed(['web', 'db', 'cache'][at]!, [placeOn('front', {ipv4: `172.18.0.${last}`})]),
	);
	const lossy = (from: string, address: string): Probed<'ping'> => ({
		...echo,
		id: `${from} ${address}`,
		from,
		place: {...echo.place, kind: 'container', container: `id-of-${from}`},
		target: address,
		result: {...echo.result!, result: 'loss', address, sent: 25, received: 15, lossPercent: 40},
	});
	const check = (...probes: readonly Probed[]) => [
		...perfPacketLoss.check(snapshotOf({containers: [web!, db!, cache!], probes})),
	];
	const [ofWeb, ofDb] = [lossy('web', '172.18.0.3'), lossy('db', '172.18.0.4')];
	expect(check(ofWeb)).toMatchObject([
		{subject: {name: 'web'}, message: expect.stringContaining('From web to db (172.18.0.3) 10 of 25')},
	]);
	expect(check(ofWeb, ofDb).map(({subject}) => subject.name)).toEqual(['db']);
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

test('of the end that the host loses packets to as well; of who asked where it loses none, or did not ask', () => {
	const [asker, target] = ['172.18.0.2', echo.result!.address!];
	const db = containerNamed('db', [placeOn('front', {ipv4: target})]);
	const web = containerNamed('web', [placeOn('front', {ipv4: asker})]);
	const ping = (id: string, address: string, received: number): Probed<'ping'> => ({
		...echo,
		...(id === 'host' && {place: {kind: 'host', host: echo.host}, from: 'host'}),
		id: `${id} ${address}`,
		target: address,
		result: {...echo.result!, address, sent: 25, received},
	});
	const named = (...probes: readonly Probed[]) =>
		[...perfPacketLoss.check(snapshotOf({containers: [web, db], probes}))].map(({subject}) => subject.name);
	const lost = ping('web', target, 20);
	expect(named(lost, ping('host', asker, 25), ping('host', target, 21))).toEqual(['db']);
	expect(named(lost, ping('host', asker, 21), ping('host', target, 25))).toEqual(['web']);
	expect(named(lost, ping('host', asker, 21), ping('host', target, 21)).toSorted()).toEqual(['db', 'web']);
	expect(named(lost, ping('host', asker, 25), ping('host', target, 25))).toEqual(['web']);
	expect(named(lost, ping('host', target, 25))).toEqual(['web']);
	// A network of which the host is no part: it hears nothing at all.
	expect(named(lost, ping('host', asker, 0), ping('host', target, 0))).toEqual(['web']);
});
