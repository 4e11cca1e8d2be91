import {describe, expect, test} from 'vitest';
import {conclude, type Observed} from '../../../source/core/explain/conclude.js';
import {predict} from '../../../source/core/explain/predict.js';
import type {Swarm} from '../../../source/core/model/swarm.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {socketsOf} from '../rules/sockets.js';
import {ask} from './questions.js';

const service = (name: string, last: number, ports: Swarm['services'][number]['ports'] = []) => ({
	...{host: lab, id: name, name, mode: 'replicated' as const, replicas: 2, labels: {}, ports},
	endpointMode: 'vip' as const,
	networks: [{networkId: 'id-of-mesh', aliases: [], vip: `10.0.1.${last}`}],
});
const task = (serviceId: string, number: number, nodeId: string, state = 'running') => ({
	...{host: lab, id: `${serviceId}-${number}`, serviceId, nodeId, state, desiredState: 'running'},
	addresses: [{networkId: 'id-of-mesh', address: `10.0.1.${number}`}],
});
const node = (name: string, last: number, state = 'ready') => ({
	...{host: lab, id: name, name, role: 'worker' as const, state, availability: 'active' as const},
	address: `192.0.2.${last}`,
});
const ingress = {protocol: 'tcp', publishedPort: 8080, targetPort: 80, mode: 'ingress' as const};

const swarm: Swarm = {
	services: [
		service('shop', 10, [ingress, {...ingress, publishedPort: 9000, targetPort: 90, mode: 'host'}]),
		service('db', 20),
		service('idle', 30, [{...ingress, publishedPort: 8081}]),
	],
	tasks: [task('shop', 11, 'one'), task('shop', 12, 'three'), task('db', 21, 'two'), task('idle', 31, 'one', 'failed')],
	nodes: [node('one', 1), node('two', 2), node('three', 3, 'down')],
};
const known = (name: string, last: number, host: number) => ({
	...{service: '', name, address: `10.0.1.${last}`},
	hostAddress: `192.0.2.${host}`,
});

const snapshot = snapshotOf({
	networks: [
		networkNamed('app', {subnets: [{cidr: '10.1.0.0/24', gateway: '10.1.0.1', auxiliary: {}}]}),
		networkNamed('mesh', {
			driver: 'overlay',
			subnets: [{cidr: '10.0.1.0/24', auxiliary: {}}],
			details: {live: [], peers: [], known: [known('near', 41, 2), known('gone', 42, 3)]},
		}),
	],
	containers: [
		containerNamed('web', [placeOn('mesh', {ipv4: '10.0.1.5'})]),
		containerNamed('other', [placeOn('app', {ipv4: '10.1.0.2', gateway: '10.1.0.1'})]),
	],
	swarm,
});

function outcome(question: ReturnType<typeof ask>) {
	const {verdict, steps} = predict(question, snapshot);
	const fault = steps.find(({status}) => status === 'fail') ?? steps.find(({finding}) => finding);
	return [verdict, fault?.id, fault?.finding];
}

const clear = ['reachable', undefined, undefined];

describe('a service', () => {
	test.each([
		['by its name, on its network', ask('web', 'db', 5432), clear],
		['by its tasks', ask('web', 'tasks.db', 5432), clear],
		['in capitals', ask('web', 'Tasks.DB', 5432), clear],
		['one of whose nodes is down', ask('web', 'shop', 80), ['reachable', 'nodes', 'swarm-node-down']],
		['without a running task', ask('web', 'idle', 80), ['blocked', 'service', 'overlay-vip-no-backend']],
		['from another network', ask('other', 'db', 5432), ['blocked', 'service', 'dns-no-shared-network']],
		[
			'by its virtual IP, from the host, which is on no overlay',
			ask('host', '10.0.1.20', 5432),
			['blocked', 'published', undefined],
		],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});
});

describe('a port that a service publishes', () => {
	test.each([
		['from the host, by the service’s name', ask('host', 'shop', 8080), clear],
		['from outside, by the number in its tasks', ask('outside', 'shop', 80), clear],
		['at the host’s address', ask('host', '127.0.0.1', 8080), clear],
		['at the address of another node', ask('outside', '192.0.2.2', 8080), clear],
		['at a container’s gateway', ask('other', '10.1.0.1', 8080), clear],
		['in mode host, by the service’s name: where a task is', ask('outside', 'shop', 9000), clear],
		['in mode host, on a node with a task', ask('host', '192.0.2.1', 9000), clear],
		['in mode host, on a node without', ask('host', '192.0.2.2', 9000), ['unknown', undefined, undefined]],
		[
			'of a service without a running task',
			ask('outside', 'idle', 8081),
			['blocked', 'published', 'overlay-vip-no-backend'],
		],
		['that is not published', ask('outside', 'db', 5432), ['blocked', 'published', undefined]],
		['which?', ask('outside', 'shop'), ['unknown', undefined, undefined]],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});
});

describe('a container on another node', () => {
	test.each([
		['that is up, though a third one is down', ask('web', 'near', 80), clear],
		['that is down', ask('web', 'gone', 80), ['blocked', 'nodes', 'swarm-node-down']],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});
});

describe('whether tasks listen', () => {
	const here = {...task('shop', 11, 'one'), containerId: 'id-of-shop.1'};
	const world = (socket: string, tasks: Swarm['tasks'] = [here]) =>
		snapshotOf({
			networks: [...snapshot.networks.values()],
			containers: [...snapshot.containers.values(), containerNamed('shop.1', [placeOn('mesh', {ipv4: '10.0.1.11'})])],
			swarm: {...swarm, tasks},
			observations: {'shop.1': socketsOf(socket)},
		});
	const step = (question: ReturnType<typeof ask>, ...of: Parameters<typeof world>) => {
		const found = predict(question, world(...of)).steps.find(({id}) => id === 'listener');
		return [found?.status, found?.finding];
	};

	test.each([
		['they do', 'tcp :: 80', ['pass', undefined]],
		['on loopback only', 'tcp 127.0.0.1 80', ['fail', 'port-loopback-only-listener']],
		['on another port', 'tcp :: 81', ['fail', 'port-not-listening']],
	])('%s', (_, socket, expected) => {
		expect(step(ask('web', 'shop', 80), socket)).toEqual(expected);
	});

	test('where the nodes lead to another port, that is what is wrong', () => {
		expect(step(ask('host', 'shop', 8080), 'tcp :: 81')).toEqual(['fail', 'port-wrong-target']);
	});

	test('tasks of other nodes may, and cannot be looked into', () => {
		expect(step(ask('web', 'shop', 80), 'tcp :: 81', [here, task('shop', 12, 'two')])).toEqual([
			'warn',
			'port-not-listening',
		]);
		expect(step(ask('web', 'shop', 80), 'tcp :: 81', [task('shop', 12, 'two')])).toEqual([undefined, undefined]);
	});
});

describe('what a failed probe is blamed on', () => {
	const here = {...task('shop', 11, 'one'), containerId: 'id-of-shop.1'};
	const probed = (result: string) =>
		({
			kind: 'tcp',
			place: {kind: 'host', host: lab},
			command: 'nc',
			result: {result, message: ''},
		}) as unknown as Observed['probe'];
	const cause = (question: ReturnType<typeof ask>, result: string, tasks: readonly string[], running = [here]) => {
		const world = snapshotOf({
			networks: [...snapshot.networks.values()],
			containers: [...snapshot.containers.values(), containerNamed('shop.1', [placeOn('mesh', {ipv4: '10.0.1.11'})])],
			swarm: {...swarm, tasks: running},
			observations: {'shop.1': socketsOf('tcp :: 80')},
		});
		const observed = {probe: probed(result), tasks: tasks.map(probed)};
		return conclude(question, world, predict(question, world), observed).cause;
	};
	const there = {...task('shop', 12, 'two'), containerId: 'elsewhere'};

	test('the virtual IP, where that was asked and tasks answer; not where the tasks were asked', () => {
		expect(cause(ask('web', 'shop', 80), 'timeout', ['ok'])).toBe('overlay-vip-dead');
		expect(cause(ask('web', 'tasks.shop', 80), 'timeout', ['ok', 'timeout'], [here, there])).toBe(
			'overlay-ports-blocked',
		);
	});

	test('VXLAN, where a task is on another node', () => {
		expect(cause(ask('web', 'shop', 80), 'timeout', ['timeout'], [here, there])).toBe('overlay-ports-blocked');
		expect(cause(ask('web', 'shop', 80), 'timeout', ['timeout'])).toBeUndefined();
	});

	test('the mesh, where it refuses and a task here listens', () => {
		expect(cause(ask('host', 'shop', 8080), 'refused', [])).toBe('overlay-ingress-unreachable');
		expect(cause(ask('host', 'shop', 8080), 'refused', [], [there])).toBeUndefined();
	});
});
