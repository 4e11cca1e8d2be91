import {expect, test} from 'vitest';
import type {Service, Task} from '../../../source/core/model/swarm.js';
import {overlayVipNoBackend} from '../../../source/core/rules/overlay-vip-no-backend.js';
import {lab, snapshotOf} from '../../objects.js';

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
