import {expect, test} from 'vitest';
import {overlayVipPingMisleading} from '../../../source/core/rules/overlay-vip-ping-misleading.js';
import {networkNamed, snapshotOf} from '../../objects.js';
import {connection} from './measured.js';
import {pings} from './pings.js';

const known = [{service: 'web', vip: '10.0.1.2', name: 'web.1.x', address: '10.0.1.3'}];
const networks = [networkNamed('net', {driver: 'overlay', details: {live: [], peers: [], known}})];
const check = (...probes: ReturnType<typeof connection>[]) => [
	...overlayVipPingMisleading.check(snapshotOf({networks, probes})),
];

test('a ping of the virtual IP, answered or not', () => {
	const [one] = check(pings('client', '10.0.1.2', 2));
	expect(one).toMatchObject({
		subject: {kind: 'service', name: 'web'},
		fix: {commands: ['ping tasks.web', 'ping 10.0.1.3']},
	});
	expect(one?.message).toContain('client pinged 10.0.1.2');
	expect(check(pings('client', '10.0.1.2', 0))).toHaveLength(1);
});

test('a ping of a task, or a connection to the virtual IP', () => {
	expect(check(pings('client', '10.0.1.3', 2), connection('client', '10.0.1.2', 80, 'ok'))).toEqual([]);
});
