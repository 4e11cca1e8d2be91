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

test('this engine itself says why it is no part of the swarm; what is another finding is left to that', () => {
	const check = (state: 'active' | 'inactive' | 'locked' | 'error', error?: string) => [
		...swarmNodeDown.check(snapshotOf({host: {swarm: {state, manager: true, ...(error ? {error} : {})}}})),
	];
	const lost =
		"rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online.";
	expect(check('active', lost)).toMatchObject([
		{subject: {kind: 'host'}, evidence: [{value: 'active'}, {value: lost}]},
	]);
	expect(check('locked')[0]?.fix?.commands).toEqual(['docker swarm unlock']);
	expect(check('error', 'x509: certificate has expired')).toHaveLength(1);
	expect(check('active')).toEqual([]);
	expect(check('inactive')).toEqual([]);
	expect(check('error', 'cannot create a swarm scoped network when swarm is not active')).toEqual([]);
});
