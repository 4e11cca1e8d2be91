import {expect, test} from 'vitest';
import type {Node, Swarm} from '../../../source/core/model/swarm.js';
import {swarmNodeDown} from '../../../source/core/rules/swarm-node-down.js';
import {lab, snapshotOf} from '../../objects.js';

const node: Node = {
	host: lab,
	id: 'n2',
	name: 'lab-b',
	role: 'worker',
	state: 'down',
	message: 'heartbeat failure',
	availability: 'active',
};
const swarm: Swarm = {
	nodes: [node],
	services: [
		{
			host: lab,
			id: 's1',
			name: 'web',
			mode: 'replicated',
			replicas: 1,
			endpointMode: 'vip',
			networks: [],
			ports: [],
			labels: {},
		},
	],
	tasks: [
		{host: lab, id: 't1', serviceId: 's1', nodeId: 'n2', state: 'running', desiredState: 'shutdown', addresses: []},
	],
};
const found = (nodes: readonly Node[]) => [...swarmNodeDown.check(snapshotOf({swarm: {...swarm, nodes}}))];

test('a node that does not answer, with the services that it held', () => {
	const [one] = found([node]);
	expect(one).toMatchObject({
		subject: {kind: 'node', name: 'lab-b'},
		evidence: [{value: 'down', expected: 'ready'}, {}],
	});
	expect(one?.message).toContain('heartbeat failure');
	expect(one?.message).toContain('tasks of web');
});

test('a node that is ready; one that was emptied before weighs little', () => {
	expect(found([{...node, state: 'ready'}])).toEqual([]);
	expect(found([{...node, availability: 'drain'}])).toMatchObject([{severity: 'low'}]);
});
