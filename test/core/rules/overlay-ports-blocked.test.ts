import {expect, test} from 'vitest';
import {overlayPortsBlocked} from '../../../source/core/rules/overlay-ports-blocked.js';
import {networkNamed, snapshotOf} from '../../objects.js';
import {connection} from './measured.js';

const known = [
	{service: '', name: 'near', address: '10.0.1.3', hostAddress: '10.99.0.2'},
	{service: '', name: 'far', address: '10.0.1.4', hostAddress: '10.99.0.3'},
];
const details = {live: [], peers: [{name: 'lab-b-0123456789ab', address: '10.99.0.3'}], known};
const host = {swarm: {state: 'active', manager: false, nodeAddress: '10.99.0.2'}} as const;

function found(options: Readonly<Record<string, string>>, ...probes: ReturnType<typeof connection>[]) {
	const networks = [networkNamed('net', {driver: 'overlay', options, details})];
	return [...overlayPortsBlocked.check(snapshotOf({host, networks, probes}))];
}

const silent = connection('client', '10.0.1.4', 8080, 'timeout');

test('nothing comes back from the other node', () => {
	expect(found({}, silent)).toMatchObject([{subject: {kind: 'node', name: 'lab-b'}}]);
	expect(found({}, silent)[0]?.evidence.at(-1)?.value).toContain('timeout');
});

test('something does, it was a container of this node, or the network is of the other sort', () => {
	expect(found({}, silent, connection('client', '10.0.1.4', 81, 'refused'))).toEqual([]);
	expect(found({}, connection('client', '10.0.1.3', 8080, 'timeout'))).toEqual([]);
	expect(found({encrypted: ''}, silent)).toEqual([]);
});

test('where nothing was measured it says so', () => {
	expect(overlayPortsBlocked.skip?.(snapshotOf({host}))).toBe('no address on another node was measured');
});
