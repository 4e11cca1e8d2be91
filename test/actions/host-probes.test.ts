import {describe, expect, test} from 'vitest';
import {hairpins, published, routers, waysOut} from '../../source/actions/host-probes.js';
import type {PathProbe} from '../../source/actions/path-probe.js';
import {hostBehindRouter} from '../core/rules/pings.js';
import {socketsOf} from '../core/rules/sockets.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../objects.js';

const asked = (probes: readonly PathProbe[]) =>
	probes.map(({asker, kind, input}) => `${asker.name} ${kind} ${input.target}`);

const port = {hostIp: '0.0.0.0', hostPort: 18080, containerPort: 80, protocol: 'tcp'};
const networks = [networkNamed('front'), networkNamed('back')];
const web = containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2', gateway: '172.18.0.1'})], {ports: [port]});
const db = containerNamed('db', [placeOn('back', {ipv4: '172.19.0.2', gateway: '172.19.0.1'})]);

function snapshot(listener = 'tcp 0.0.0.0 80', host = {}, hostIp = port.hostIp) {
	const containers = [{...web, ports: [{...port, hostIp}]}, db];
	return snapshotOf({host, networks, containers, observations: {web: socketsOf(listener)}});
}

describe('published ports', () => {
	test('are asked for by the host, and the container at its own address', () => {
		expect(asked(published(snapshot(), lab))).toEqual(['host tcp 127.0.0.1:18080', 'host tcp 172.18.0.2:80']);
		expect(asked(published(snapshot('tcp :: 80', {}, '10.77.0.28'), lab))[0]).toBe('host tcp 10.77.0.28:18080');
		expect(asked(published(snapshot('tcp :: 80', {}, '::'), lab))[0]).toBe('host tcp [::1]:18080');
	});

	test('not where nothing listens for others, or the engine is in a machine of its own', () => {
		expect(published(snapshot('tcp 127.0.0.1 80'), lab)).toEqual([]);
		expect(published(snapshot('tcp 0.0.0.0 80', {operatingSystem: 'Docker Desktop'}), lab)).toEqual([]);
	});

	test('are asked for by a container of another network, at the host', () => {
		expect(asked(hairpins(snapshot(), lab))).toEqual(['db tcp 172.19.0.1:18080']);
		expect(hairpins(snapshot('tcp 0.0.0.0 80', {version: '29.0.0'}), lab)).toEqual([]);
		expect(hairpins(snapshot('tcp 0.0.0.0 80', {}, '127.0.0.1'), lab)).toEqual([]);
	});
});

test('the router of a macvlan network is asked by a container and by the host', () => {
	const lan = networkNamed('lan', {driver: 'macvlan', options: {parent: 'eth0'}});
	const camera = containerNamed('camera', [placeOn('lan', {ipv4: '10.77.0.200', gateway: '10.77.0.1'})]);
	const behind = (name: string) =>
		snapshotOf({networks: [lan], containers: [camera], observations: {[lab]: hostBehindRouter(name)}});
	expect(asked(routers(behind('eth0'), lab))).toEqual(['camera ping 10.77.0.1', 'host ping 10.77.0.1']);
	expect(routers(behind('eth1'), lab)).toEqual([]);
});

describe('who is on an overlay', () => {
	const own = {ipv4: '10.0.1.5'};
	const door = (containerId: string) =>
		networkNamed('docker_gwbridge', {
			subnets: [{cidr: '172.20.0.0/16', auxiliary: {}}],
			details: {live: [{containerId, name: 'gateway_1', ipv4: '172.20.0.3'}], peers: [], known: []},
		});
	const behind = (containerId: string) =>
		snapshotOf({
			networks: [networkNamed('mesh', {driver: 'overlay', scope: 'swarm'}), door(containerId)],
			containers: [containerNamed('task', [placeOn('mesh', own)], {ports: [port]})],
			observations: {[lab]: hostBehindRouter('eth0'), task: socketsOf('tcp 0.0.0.0 80')},
		});

	test('is asked at its address on docker_gwbridge, by which it also leaves', () => {
		expect(asked(published(behind('id-of-task'), lab))).toEqual(['host tcp 127.0.0.1:18080', 'host tcp 172.20.0.3:80']);
		expect(asked(waysOut(behind('id-of-task'), lab))).toEqual(['task ping 10.77.0.1', 'host ping 10.77.0.1']);
	});

	test('is not asked at its address on the overlay, where the host is not', () => {
		expect(asked(published(behind('another'), lab))).toEqual(['host tcp 127.0.0.1:18080']);
		expect(waysOut(behind('another'), lab)).toEqual([]);
	});
});
