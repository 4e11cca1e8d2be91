import {expect, test} from 'vitest';
import {ipvlanL3NoReturnRoute} from '../../../source/core/rules/ipvlan-l3-no-return-route.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {hostBehindRouter, pings} from './pings.js';

const router = '10.77.0.1';
const subnets = [{cidr: '10.76.10.0/24', auxiliary: {}}];

function found(mode: string, probes: readonly ReturnType<typeof pings>[]) {
	const options = {parent: 'eth0', ipvlan_mode: mode};
	return [
		...ipvlanL3NoReturnRoute.check(
			snapshotOf({
				networks: [networkNamed('lan', {driver: 'ipvlan', options, subnets})],
				containers: [containerNamed('camera', [placeOn('lan', {ipv4: '10.76.10.2'})])],
				observations: {[lab]: hostBehindRouter('eth0')},
				probes,
			}),
		),
	];
}

test('the router answers to the host and not to the container', () => {
	expect(found('l3', [pings('camera', router, 0), pings('host', router, 2)])).toMatchObject([
		{
			subject: {name: 'camera'},
			confidence: 'observed',
			evidence: [{source: 'probe'}, {source: 'probe'}, {value: 'l3'}],
			fix: {commands: ['ip route add 10.76.10.0/24 via HOST']},
		},
	]);
	expect(ipvlanL3NoReturnRoute.severity).toBe('high');
});

test('where nobody asked it is a fact, not a fault', () => {
	expect(found('l3s', [])).toMatchObject([{severity: 'info', confidence: 'predicted'}]);
});

test('nothing where the router answers, and in mode l2', () => {
	expect(found('l3', [pings('camera', router, 2), pings('host', router, 2)])).toEqual([]);
	expect(found('l2', [])).toEqual([]);
});
