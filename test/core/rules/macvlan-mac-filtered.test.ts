import {expect, test} from 'vitest';
import {macvlanMacFiltered} from '../../../source/core/rules/macvlan-mac-filtered.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {hostBehindRouter, pings} from './pings.js';

const router = '10.77.0.1';

function found(parent: string, probes: readonly ReturnType<typeof pings>[], gateway = router) {
	const place = placeOn('lan', {ipv4: '10.77.0.200', gateway, mac: '02:42:0a:4d:00:c8'});
	return [
		...macvlanMacFiltered.check(
			snapshotOf({
				networks: [networkNamed('lan', {driver: 'macvlan', options: {parent}})],
				containers: [containerNamed('camera', [place])],
				observations: {[lab]: hostBehindRouter(parent)},
				probes,
			}),
		),
	];
}

test('the router answers to the host and not to the container', () => {
	expect(found('eth0', [pings('camera', router, 0), pings('host', router, 2)])).toMatchObject([
		{
			subject: {name: 'camera'},
			confidence: 'observed',
			evidence: [
				{source: 'probe'},
				{source: 'probe'},
				{value: 'eth0'},
				{value: '02:42:0a:4d:00:c8', expected: 'the MAC address of the host'},
			],
		},
	]);
	expect(macvlanMacFiltered.severity).toBe('high');
});

test('a wireless parent, until an answer comes', () => {
	expect(found('wlp3s0', [])).toMatchObject([{severity: 'medium', confidence: 'predicted'}]);
	expect(found('wlp3s0', [pings('camera', router, 2), pings('host', router, 2)])).toEqual([]);
});

test('nothing where both get no answer, or nobody asked, or the router is the host itself', () => {
	expect(found('eth0', [pings('camera', router, 0), pings('host', router, 0)])).toEqual([]);
	expect(found('eth0', [pings('camera', router, 0)])).toEqual([]);
	expect(found('eth0', [])).toEqual([]);
	const own = '10.77.0.28';
	expect(found('eth0', [pings('camera', own, 0), pings('host', own, 2)], own)).toEqual([]);
});
