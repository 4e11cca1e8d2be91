import {expect, test} from 'vitest';
import {overlayPortsBlocked} from '../../../source/core/rules/overlay-ports-blocked.js';
import {lab, networkNamed, snapshotOf} from '../../objects.js';
import {service, task} from './common-objects.js';
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

test('a node that runs tasks there is no peer of this one; nor is one that is down, or one known by another address', () => {
	const nodes = [2, 3].map(at => ({
		host: lab,
		id: `n${at}`,
		name: `lab-${at}`,
		role: 'worker' as const,
		state: 'ready',
		availability: 'active' as const,
		address: `10.99.0.${at}`,
	}));
	const check = (peers: readonly string[], state = 'ready') => {
		const own = {swarm: {...host.swarm, manager: true, nodeId: 'n2'}};
		const addresses = [{networkId: 'id-of-net', address: '10.0.1.4'}];
		const tasks = nodes.map(({id}) => task('web', `t-${id}`, 'running', {nodeId: id, addresses}));
		const net = networkNamed('net', {
			driver: 'overlay',
			details: {live: [], peers: peers.map(address => ({name: '0123456789ab', address})), known: []},
		});
		const swarm = {services: [service('web')], tasks, nodes: [nodes[0]!, {...nodes[1]!, state}]};
		const snapshot = snapshotOf({host: own, networks: [net], swarm});
		return overlayPortsBlocked.skip?.(snapshot) ? [] : [...overlayPortsBlocked.check(snapshot)];
	};
	expect(check(['10.99.0.2'])).toMatchObject([
		{subject: {kind: 'node', name: 'lab-3'}, evidence: [{at: 'net Peers[].IP', value: '10.99.0.2'}, {value: 'ready'}]},
	]);
	expect(check(['10.99.0.2', '10.99.0.3'])).toEqual([]);
	expect(check(['10.99.0.2', '192.0.2.7'])).toEqual([]);
	expect(check(['10.99.0.2'], 'down')).toEqual([]);
	expect(check([])).toEqual([]);
});

test('where nothing was measured it says so', () => {
	expect(overlayPortsBlocked.skip?.(snapshotOf({host}))).toBe('no address on another node was measured');
});
