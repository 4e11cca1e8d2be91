import {expect, test} from 'vitest';
import {mtuUnderlaySmaller} from '../../../source/core/rules/mtu-underlay-smaller.js';
import {containerNamed, lab, networkNamed, noTraffic, placeOn, snapshotOf} from '../../objects.js';

function snapshot(uplink: number, option?: string, name = 'front') {
	const options: Record<string, string> = option ? {'com.docker.network.driver.mtu': option} : {};
	const eth0 = {...noTraffic, name: 'eth0', mtu: uplink, addresses: []};
	const defaultGateway = {address: '10.77.0.1', interface: 'eth0'};
	return snapshotOf({
		networks: [networkNamed(name, {options})],
		containers: [containerNamed('web', [placeOn(name)])],
		observations: {[lab]: {routes: {result: 'ok', message: '', routes: [], interfaces: [eth0], defaultGateway}}},
	});
}

test('a network that sends more than the uplink takes', () => {
	expect([...mtuUnderlaySmaller.check(snapshot(1450))]).toMatchObject([
		{
			subject: {kind: 'network', name: 'front'},
			evidence: [
				{source: 'host', value: '1450'},
				{value: 'not set (1500)', expected: '1450'},
			],
		},
	]);
});

test('nothing where it fits; no say where the host was not looked at', () => {
	expect([...mtuUnderlaySmaller.check(snapshot(1500))]).toEqual([]);
	expect([...mtuUnderlaySmaller.check(snapshot(1450, '1400'))]).toEqual([]);
	expect(mtuUnderlaySmaller.skip?.(snapshotOf())).toBeDefined();
});

test('the fix: another network, or what the engine is told of its default bridge', () => {
	const [front] = mtuUnderlaySmaller.check(snapshot(1450));
	expect(front?.fix?.commands).toContain('docker network disconnect front web');
	const [bridge] = mtuUnderlaySmaller.check(snapshot(1450, undefined, 'bridge'));
	expect(bridge?.fix?.commands[0]).toContain('{"mtu": 1450}');
});
