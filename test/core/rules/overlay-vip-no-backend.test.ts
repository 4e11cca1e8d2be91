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
