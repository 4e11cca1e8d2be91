import {describe, expect, test} from 'vitest';
import type {Service, Task} from '../../../source/core/model/swarm.js';
import {overlayVipNoBackend} from '../../../source/core/rules/overlay-vip-no-backend.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {told} from './common-objects.js';

const service: Service = {
	host: lab,
	id: 's1',
	name: 'web',
	mode: 'replicated',
	replicas: 1,
	endpointMode: 'vip',
	networks: [],
	ports: [],
	labels: {},
};
const task: Task = {host: lab, id: 't1', serviceId: 's1', state: 'pending', desiredState: 'running', addresses: []};
const error = 'no suitable node (scheduling constraints not satisfied on 2 nodes)';
const found = (tasks: readonly Task[], facts: Partial<Service> = {}) => [
	...overlayVipNoBackend.check(snapshotOf({swarm: {services: [{...service, ...facts}], tasks, nodes: []}})),
];

test('no task runs, and the manager says why', () => {
	expect(found([{...task, error}])).toMatchObject([
		{subject: {kind: 'service', name: 'web'}, evidence: [{value: 'pending'}, {value: error}]},
	]);
});

test('a migration that came to its end after a failure is done; a service that is wanted is not', () => {
	const failed: Task = {...task, id: 't0', state: 'failed', desiredState: 'shutdown', error: 'non-zero exit (1)'};
	const complete: Task = {...task, state: 'complete', desiredState: 'shutdown'};
	expect(found([failed, complete])).toEqual([]);
	expect(found([failed])).toHaveLength(1);
	expect(found([failed, complete, {...task, id: 't2', state: 'rejected', error}])).toHaveLength(1);
});

test('the error of now is told, not that of a task before; one that is another finding leaves the word to that', () => {
	const before: Task = {...task, id: 't0', state: 'failed', desiredState: 'shutdown', error: 'non-zero exit (1)'};
	expect(found([before, {...task, error}])[0]?.message).toContain(error);
	const joining = 'network sandbox join failed: subnet sandbox join failed for "10.0.1.0/24"';
	expect(found([{...task, state: 'rejected', error: joining}])).toMatchObject([{severity: 'low'}]);
});

test('some run, and for the others there is no node', () => {
	const one: Task = {...task, id: 't2', state: 'running', slot: 1};
	const busy = 'no suitable node (host-mode port already in use on 1 node)';
	expect(found([one, {...task, slot: 2, error: busy}], {replicas: 2})).toMatchObject([
		{severity: 'medium', subject: {name: 'web'}, evidence: [{value: busy}]},
	]);
	expect(found([one, {...task, slot: 2, error: 'non-zero exit (1)'}], {replicas: 2})).toEqual([]);
});

test('one runs beside a failed one, or none is wanted; one that is starting weighs little', () => {
	expect(
		found([
			{...task, error},
			{...task, id: 't2', state: 'running'},
		]),
	).toEqual([]);
	expect(found([{...task, error}], {replicas: 0})).toEqual([]);
	expect(found([task])).toMatchObject([{severity: 'low'}]);
});

describe('what would help is told, with what proves it', () => {
	const node = {host: lab, role: 'worker', state: 'ready', availability: 'active'} as const;
	const nodes = [
		{...node, id: 'a', name: 'lab-a'},
		{...node, id: 'b', name: 'lab-b', availability: 'drain' as const},
	];
	const fixOf = (words: string, facts: Partial<Service> = {}) => {
		const services = [{...service, ...facts}];
		const [one] = overlayVipNoBackend.check(snapshotOf({swarm: {services, tasks: [{...task, error: words}], nodes}}));
		return {
			commands: one?.fix?.commands.slice(1),
			evidence: one?.evidence.slice(2).map(({at, value}) => `${at} ${value}`),
		};
	};

	test('constraints that no node meets', () => {
		expect(fixOf(error, {constraints: ['node.labels.zone==moon', 'node.role!=manager']})).toEqual({
			commands: [
				'docker node update --label-add zone=moon lab-a',
				'docker service update --constraint-rm node.labels.zone==moon web',
				expect.stringContaining('--constraint-rm'),
			],
			evidence: [
				'web Spec.TaskTemplate.Placement.Constraints node.labels.zone==moon',
				'web Spec.TaskTemplate.Placement.Constraints node.role!=manager',
			],
		});
	});

	test('a node that takes no tasks', () => {
		expect(fixOf('no suitable node (1 node not available for new tasks)')).toEqual({
			commands: ['docker node update --availability active lab-b'],
			evidence: ['lab-b Spec.Availability drain'],
		});
	});

	test('for each node there may be another reason', () => {
		const both =
			'no suitable node (1 node not available for new tasks; scheduling constraints not satisfied on 1 node)';
		expect(fixOf(both, {constraints: ['node.hostname==lab-b']}).commands).toEqual([
			'docker node update --availability active lab-b',
			'docker service update --constraint-rm node.hostname==lab-b web',
		]);
	});

	test('a program that ends', () => {
		expect(fixOf('task: non-zero exit (2)').commands).toEqual(['docker service logs --tail 50 web']);
	});
});

test('an update that the swarm gave up; not one that came to its end', () => {
	const one: Task = {...task, id: 't2', state: 'running', slot: 1};
	const failing: Task = {...task, state: 'rejected', slot: 2, error: 'No such image: shop:2'};
	const update = {state: 'paused', message: 'update paused due to failure'};
	expect(found([one, failing], {replicas: 2, update})).toMatchObject([
		{severity: 'medium', evidence: [{value: 'paused: update paused due to failure'}, {value: 'No such image: shop:2'}]},
	]);
	expect(found([one, {...one, id: 't3', slot: 2}], {replicas: 2, update})).toMatchObject([{severity: 'low'}]);
	expect(found([one, failing], {replicas: 2, update: {state: 'rollback_completed'}})).toEqual([]);
});

test('scaled to 0 it is missed by who is told to reach it, and by nobody else', () => {
	const check = (host: string) => [
		...overlayVipNoBackend.check(
			snapshotOf({
				networks: [networkNamed('mesh', {driver: 'overlay', scope: 'swarm'})],
				containers: [containerNamed('shop', [placeOn('mesh', {ipv4: '10.0.1.5'})], told(['http', host, 80]))],
				swarm: {
					services: [{...service, replicas: 0, networks: [{networkId: 'id-of-mesh', aliases: [], vip: '10.0.1.2'}]}],
					tasks: [],
					nodes: [],
				},
			}),
		),
	];
	expect(check('web')).toMatchObject([{severity: 'medium', fix: {commands: ['docker service scale web=1']}}]);
	expect(check('other')).toEqual([]);
});
