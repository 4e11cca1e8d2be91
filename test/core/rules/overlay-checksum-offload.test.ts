import {expect, test} from 'vitest';
import type {Probed} from '../../../source/core/probes/probed.js';
import {overlayChecksumOffload} from '../../../source/core/rules/overlay-checksum-offload.js';
import {networkNamed, snapshotOf} from '../../objects.js';
import {connection} from './measured.js';
import {pings} from './pings.js';

const far = ['10.0.1.4', '10.0.1.5'];
const known = [
	{service: '', name: 'near', address: '10.0.1.3', hostAddress: '192.0.2.1'},
	...far.map(address => ({service: '', name: `far-${address}`, address, hostAddress: '192.0.2.2'})),
];
const networks = [networkNamed('net', {driver: 'overlay', details: {live: [], peers: [], known}})];
const host = {swarm: {state: 'active', manager: true, nodeAddress: '192.0.2.1'}} as const;
const found = (...probes: readonly Probed[]) => [...overlayChecksumOffload.check(snapshotOf({host, networks, probes}))];
const lost = far.map(address => connection('client', address, 80, 'timeout'));

test('pings of another node are answered, connections are not', () => {
	const [one] = found(pings('client', '10.0.1.4', 2), ...lost);
	expect(one).toMatchObject({subject: {kind: 'network', name: 'net'}});
	expect(one?.severity).toBeUndefined();
	expect(one?.evidence.map(({value}) => value)).toContain('timeout: 10.0.1.5:80 timeout');
});

test('of one container only: it may be its own firewall', () => {
	const more = connection('client', '10.0.1.4', 81, 'timeout');
	expect(found(pings('client', '10.0.1.4', 2), lost[0]!, more)).toMatchObject([{severity: 'medium'}]);
});

test('no ping is answered either, a connection is refused or accepted, or it is this node', () => {
	expect(found(pings('client', '10.0.1.4', 0), ...lost)).toEqual([]);
	expect(found(pings('client', '10.0.1.4', 2), ...lost, connection('client', '10.0.1.4', 81, 'refused'))).toEqual([]);
	expect(found(pings('client', '10.0.1.4', 2), lost[0]!)).toEqual([]);
	const near = [80, 81].map(port => connection('client', '10.0.1.3', port, 'timeout'));
	expect(found(pings('client', '10.0.1.3', 2), ...near)).toEqual([]);
});
