import {expect, test} from 'vitest';
import {portAlreadyAllocated} from '../../../source/core/rules/port-already-allocated.js';
import {containerNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {service} from './common-objects.js';

const before = 'driver failed programming external connectivity on endpoint blocked (7eb9c69aaf8d86a2): ';
const holder = containerNamed('holder', [placeOn('front')], {
	ports: [{hostIp: '0.0.0.0', hostPort: 18744, containerPort: 8080, protocol: 'tcp'}],
});

function found(error: string, others: readonly (typeof holder)[] = [holder]) {
	const blocked = containerNamed('blocked', [placeOn('front')], {state: 'created', error});
	return [...portAlreadyAllocated.check(snapshotOf({containers: [blocked, ...others]}))];
}

// The first two from the lab’s 26.1 and 28.5; the others from the sources of 29, 28, 27 and 26.
test.each([
	`${before}Bind for 0.0.0.0:18744 failed: port is already allocated`,
	`failed to set up container networking: ${before}Bind for :::18744 failed: port is already allocated`,
	`${before}failed to bind host port 0.0.0.0:18744/tcp: address already in use`,
	`${before}failed to bind host port for 0.0.0.0:18744:172.17.0.2:80/tcp: address already in use`,
	`${before}failed to bind port 0.0.0.0:18744/tcp: address already in use`,
	'Error starting userland proxy: listen tcp4 0.0.0.0:18744: bind: address already in use',
	'cannot listen on the TCP port: listen tcp4 :18744: bind: address already in use',
	`${before}Bind for fd00::1:18744 failed: port is already allocated`,
	'Ports are not available: exposing port TCP 0.0.0.0:18744 -> 127.0.0.1:0: listen tcp 0.0.0.0:18744: bind: Only one usage of each socket address is normally permitted.',
])('the holder is named: %s', error => {
	const [one] = found(error);
	expect(one).toMatchObject({
		subject: {name: 'blocked'},
		fix: {commands: ['docker stop holder', 'docker start blocked']},
	});
	expect(one?.message).toContain('port 18744 of the host is taken, held by holder');
	expect(one?.evidence[0]?.value).toBe(error);
});

test('without a container that has it, a process of the host does', () => {
	const error = 'failed to bind host port 0.0.0.0:18744/tcp: address already in use';
	const elsewhere = {...holder, ports: [{...holder.ports[0], containerPort: 8080, hostPort: 18744, protocol: 'udp'}]};
	expect(found(error, [elsewhere])[0]?.message).toContain('a process of the host');
});

test('one that is paused holds its port; a datagram of the same number is another', () => {
	const [one] = found(`${before}Bind for 0.0.0.0:18744 failed: port is already allocated`, [
		{...holder, state: 'paused'},
	]);
	expect(one?.message).toContain('held by holder');
	const [other] = found('Error starting userland proxy: listen udp4 0.0.0.0:18744: bind: address already in use');
	expect(other?.message).toContain('a process of the host that is no container');
});

test('who is in network mode host may hold it, and a service does on all nodes', () => {
	const error = 'failed to bind host port 0.0.0.0:80/tcp: address already in use';
	const web = containerNamed('edge', [placeOn('host')], {networkMode: 'host'});
	expect(found(error, [web])[0]?.message).toContain('a container in network mode host (edge)');
	const blocked = containerNamed('blocked', [placeOn('front')], {state: 'created', error});
	const ports = [{protocol: 'tcp', targetPort: 8080, publishedPort: 80, mode: 'ingress' as const}];
	const told = (mode: 'ingress' | 'host') => [
		...portAlreadyAllocated.check(
			snapshotOf({
				containers: [blocked],
				swarm: {services: [service('shop', {ports: [{...ports[0]!, mode}]})], tasks: [], nodes: []},
			}),
		),
	];
	expect(told('ingress')).toMatchObject([
		{
			fix: {
				commands: ['docker service update --publish-rm 8080 --publish-add OTHER:8080 shop', 'docker start blocked'],
			},
		},
	]);
	expect(told('host')[0]?.message).toContain('a process of the host');
});

test('another error, and an old one of a container that runs', () => {
	expect(found('no command specified')).toEqual([]);
	const runs = containerNamed('blocked', [], {error: 'Bind for 0.0.0.0:1 failed: port is already allocated'});
	expect([...portAlreadyAllocated.check(snapshotOf({containers: [runs]}))]).toEqual([]);
});

test('Podman does not keep why a container did not start: that its port is held is seen', () => {
	const requestedPorts = [{hostPort: 18744, containerPort: 80, protocol: 'tcp'}];
	const late = containerNamed('late', [placeOn('front')], {
		state: 'created',
		details: {...plainDetails, requestedPorts},
	});
	const said = (engine: 'podman' | 'docker', ...containers: readonly (typeof late)[]) => [
		...portAlreadyAllocated.check(snapshotOf({host: {engine}, containers})),
	];
	expect(said('podman', late, holder)).toMatchObject([
		{
			severity: 'medium',
			subject: {name: 'late'},
			message: expect.stringContaining('port 18744 of the host, which it asks for, is held by holder'),
			evidence: [{value: '0.0.0.0:18744'}, {at: 'holder NetworkSettings.Ports'}],
			fix: {commands: ['docker stop holder', 'docker start late']},
		},
	]);
	expect(said('podman', late, {...holder, state: 'exited'})).toEqual([]);
	expect(said('podman', {...late, state: 'exited'}, holder)).toEqual([]);
	expect(said('docker', late, holder)).toEqual([]);
});
