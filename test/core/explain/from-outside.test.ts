import {describe, expect, test} from 'vitest';
import {probeTargetOf} from '../../../source/actions/probe-target.js';
import {pathOf} from '../../../source/core/explain/path.js';
import {predict} from '../../../source/core/explain/predict.js';
import type {Host} from '../../../source/core/model/host.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const subnets = (cidr: string, gateway: string) => [{cidr, gateway, auxiliary: {}}];
const everywhere = listening({address: '::', port: 80});
const port = (hostIp: string, hostPort: number) => ({hostIp, hostPort, containerPort: 80, protocol: 'tcp'});

function worldWith(host: Partial<Host> = {}) {
	return snapshotOf({
		host: {address: 'ssh://admin@engine.example', ...host},
		networks: [
			networkNamed('app', {subnets: subnets('10.1.0.0/24', '10.1.0.1')}),
			networkNamed('a-lan', {
				driver: 'macvlan',
				options: {parent: 'eth0'},
				subnets: subnets('192.0.2.0/24', '192.0.2.1'),
			}),
			networkNamed('routed', {
				subnets: subnets('10.3.0.0/24', '10.3.0.1'),
				options: {'com.docker.network.bridge.gateway_mode_ipv4': 'routed'},
			}),
		],
		containers: [
			containerNamed('web', [placeOn('app', {ipv4: '10.1.0.2', gateway: '10.1.0.1'})], {
				ports: [port('127.0.0.1', 8081), port('0.0.0.0', 8080)],
			}),
			containerNamed('shy', [placeOn('app', {ipv4: '10.1.0.3', gateway: '10.1.0.1'})], {
				ports: [port('127.0.0.1', 8082)],
			}),
			containerNamed('closed', [placeOn('app', {ipv4: '10.1.0.4', gateway: '10.1.0.1'})]),
			containerNamed('hosted', [], {networkMode: 'host'}),
			containerNamed('hosted-shy', [], {networkMode: 'host'}),
			containerNamed('camera', [
				placeOn('a-lan', {ipv4: '192.0.2.7', gateway: '192.0.2.1'}),
				placeOn('app', {ipv4: '10.1.0.5', gateway: '10.1.0.1'}),
			]),
			containerNamed('open', [placeOn('routed', {ipv4: '10.3.0.2', gateway: '10.3.0.1'})]),
		],
		observations: {
			...Object.fromEntries(['web', 'shy', 'closed', 'hosted', 'camera', 'open'].map(name => [name, everywhere])),
			'hosted-shy': listening({address: '127.0.0.1', port: 80}),
		},
	});
}

function outcome(question: ReturnType<typeof ask>, host?: Partial<Host>) {
	const {verdict, steps} = predict(question, worldWith(host));
	return [verdict, steps.find(({status}) => status !== 'pass')?.finding];
}

const reachable = ['reachable', undefined];
const unknown = ['unknown', undefined];
const blocked = ['blocked', undefined];
const loopbackOnly = ['blocked', 'port-bound-to-loopback-or-one-ip'];

describe('from outside', () => {
	test.each([
		['a published port, by its number on the host', ask('outside', 'web', 8080), reachable],
		[
			'the container’s own number: the mapping that is open, not the one on loopback',
			ask('outside', 'web', 80),
			reachable,
		],
		['the mapping on loopback, by its number', ask('outside', 'web', 8081), loopbackOnly],
		['one that is on loopback alone', ask('outside', 'shy', 80), loopbackOnly],
		['no port was named: which one?', ask('outside', 'web'), unknown],
		['no port was named, and none is published', ask('outside', 'closed'), blocked],
		['a container that uses the host’s network has the host’s ports', ask('outside', 'hosted', 80), reachable],
		['it, listening on loopback', ask('outside', 'hosted-shy', 80), ['blocked', 'port-loopback-only-listener']],
		['a container on the LAN publishes nothing, and may be reached', ask('outside', 'camera', 80), unknown],
		['a routed network', ask('outside', 'open', 80), unknown],
		['a container’s own address', ask('outside', '10.1.0.4', 80), blocked],
		['a name that nobody has', ask('outside', 'nosuch', 80), unknown],
		['an address that may be the host’s or not', ask('outside', '203.0.113.9'), unknown],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});

	test('on Docker Desktop the network of the host is a machine’s of its own', () => {
		expect(outcome(ask('outside', 'hosted', 80), {operatingSystem: 'Docker Desktop'})).toEqual([
			'unknown',
			'netns-host-on-desktop-or-rootless',
		]);
	});

	test('where docknet may run on the engine’s host, a container’s own address may be reached', () => {
		expect(outcome(ask('outside', '10.1.0.4', 80), {address: 'unix:///run/docker.sock'})).toEqual(unknown);
	});
});

describe('from the host', () => {
	test.each([
		['a container that uses its network', ask('host', 'hosted', 80), reachable],
		['it, listening on loopback, which is the host’s too', ask('host', 'hosted-shy', 80), reachable],
		['a container on the LAN, by the bridge that it is on besides', ask('host', 'camera', 80), reachable],
		['a name that nobody has', ask('host', 'nosuch', 80), unknown],
		['an address outside: its own way there is not Docker’s', ask('host', '203.0.113.9', 80), unknown],
		['a mapping on loopback', ask('host', 'shy', 8082), reachable],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});
});

describe('what a probe tries', () => {
	const tried = (question: ReturnType<typeof ask>, engine = 'ssh://admin@engine.example') => {
		const target = probeTargetOf(pathOf(question, worldWith()), engine);
		return typeof target === 'string' ? target : `${target.target}:${target.port}`;
	};

	test.each([
		['a published port, of an engine over ssh', ask('outside', 'web', 80), 'engine.example:8080'],
		['a container that uses the host’s network', ask('outside', 'hosted', 80), 'engine.example:80'],
		['the same from the host', ask('host', 'hosted', 80), '127.0.0.1:80'],
		['a container on the LAN', ask('outside', 'camera', 80), '192.0.2.7:80'],
		['a container’s own address', ask('outside', '10.1.0.4', 80), '10.1.0.4:80'],
		['by the bridge, not by the LAN', ask('host', 'camera', 80), '10.1.0.5:80'],
	])('%s', (_, question, expected) => {
		expect(tried(question)).toBe(expected);
	});

	test('or why it tries nothing', () => {
		expect(tried(ask('outside', 'web', 80), 'unix:///run/docker.sock')).toContain('not known here');
		expect(tried(ask('outside', 'closed', 80))).toContain('no address of it');
	});
});
