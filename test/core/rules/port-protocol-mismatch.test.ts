import {expect, test} from 'vitest';
import {portProtocolMismatch} from '../../../source/core/rules/port-protocol-mismatch.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {socketsOf} from './sockets.js';

const dns = containerNamed('dns', [placeOn('front')], {ports: [{hostPort: 53, containerPort: 53, protocol: 'tcp'}]});

function found(...sockets: readonly string[]) {
	const snapshot = snapshotOf({
		networks: [networkNamed('front')],
		containers: [dns],
		observations: {dns: socketsOf(...sockets)},
	});
	return [...portProtocolMismatch.check(snapshot)];
}

test('published for TCP, and it listens for UDP', () => {
	expect(found('udp 0.0.0.0 53')).toMatchObject([
		{subject: {name: 'dns'}, evidence: [{value: '53/tcp', expected: '53/udp'}, {value: 'udp 0.0.0.0:53'}]},
	]);
});

test('it listens for both', () => {
	expect(found('udp 0.0.0.0 53', 'tcp 0.0.0.0 53')).toEqual([]);
});
