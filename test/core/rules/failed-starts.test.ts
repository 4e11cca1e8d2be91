import {expect, test} from 'vitest';
import {failedStarts} from '../../../source/core/rules/failed-starts.js';
import {containerNamed, lab, placeOn, snapshotOf} from '../../objects.js';
import {service, task} from './common-objects.js';

const nodeNamed = {host: lab, role: 'worker', state: 'ready', availability: 'active'} as const;
const error = 'network sandbox join failed: subnet sandbox join failed for "10.0.1.0/24"';
const rejected = {error, desiredState: 'shutdown'};
const found = (world: Parameters<typeof snapshotOf>[0]) =>
	failedStarts('overlay-sandbox-join-failed', snapshotOf(world)).map(({subject}) => subject.name);
const swarmOf = (services: ReturnType<typeof service>[], ...tasks: ReturnType<typeof task>[]) => ({
	swarm: {services, tasks, nodes: []},
});

test('of a global service each node is looked at: one that runs elsewhere is no excuse', () => {
	const agent = service('agent', {mode: 'global'});
	const there = task('agent', 'a1', 'running', {nodeId: 'n1'});
	const failed = task('agent', 'a2', 'rejected', {nodeId: 'n2', ...rejected});
	const waiting = task('agent', 'a3', 'preparing', {nodeId: 'n2', desiredState: 'running'});
	expect(found(swarmOf([agent], there, failed, waiting))).toEqual(['agent']);
	expect(found(swarmOf([agent], there, failed, {...waiting, state: 'running'}))).toEqual([]);
	const node = {...nodeNamed, id: 'n2', name: 'lab-b'};
	const {swarm} = swarmOf([agent], there, failed, waiting);
	expect(
		failedStarts('overlay-sandbox-join-failed', snapshotOf({swarm: {...swarm, nodes: [node]}})).map(({at}) => at),
	).toEqual(['agent Task.Status.Err on lab-b']);
	// A node that was emptied on purpose.
	expect(found(swarmOf([agent], there, failed))).toEqual([]);
});

test('an error of a place that has a running task by now is past', () => {
	const web = service('web', {replicas: 2});
	const past = task('web', 'w0', 'rejected', {slot: 1, ...rejected});
	const now = task('web', 'w1', 'running', {slot: 1});
	const other = task('web', 'w2', 'pending', {slot: 2, desiredState: 'running'});
	expect(found(swarmOf([web], past, now, other))).toEqual([]);
	expect(found(swarmOf([web], past, now, {...other, error}))).toEqual(['web']);
});

test('containers of past tasks say nothing: the manager tells of tasks, a worker has the newest', () => {
	const labels = {'com.docker.swarm.service.id': 'id-of-web', 'com.docker.swarm.task.id': 't'};
	const old = containerNamed('web.1.old', [placeOn('mesh')], {state: 'created', error, labels, created: 1});
	const newer = containerNamed('web.1.new', [placeOn('mesh')], {labels, created: 2});
	expect(found({containers: [old, newer]})).toEqual([]);
	expect(found({containers: [old, {...newer, state: 'created', error}]})).toEqual(['web.1.new']);
	const runs = task('web', 'w1', 'running');
	expect(found({containers: [old], ...swarmOf([service('web')], runs)})).toEqual([]);
});
