import {expect, test} from 'vitest';
import {conclude} from '../../../source/core/explain/conclude.js';
import {predict} from '../../../source/core/explain/predict.js';
import {keyOf} from '../../../source/core/model/reference.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const subnet = (number: number) => ({
	subnets: [{cidr: `10.${number}.0.0/24`, gateway: `10.${number}.0.1`, auxiliary: {}}],
});
const on = (network: string, number: number, last: number) =>
	placeOn(network, {ipv4: `10.${number}.0.${last}`, gateway: `10.${number}.0.1`});
const published = (hostPort: number) => ({
	ports: [{hostIp: '0.0.0.0', hostPort, containerPort: 80, protocol: 'tcp'}],
});

/** Made over Docker's API; measured on Podman 4.3 by test/truth/prediction.test.ts. */
const snapshot = snapshotOf({
	host: {engine: 'podman', version: '4.3.1'},
	networks: [
		networkNamed('bridge', {builtIn: true, ...subnet(1)}),
		networkNamed('app', subnet(2)),
		networkNamed('data', subnet(3)),
		networkNamed('inside', {internal: true, ...subnet(4)}),
		networkNamed('wire', {driver: 'macvlan', ...subnet(5)}),
		networkNamed('unused', subnet(6)),
		networkNamed('bare', {nameless: true, ...subnet(7)}),
	],
	containers: [
		containerNamed('old', [on('bridge', 1, 2)], published(8001)),
		containerNamed('web', [on('app', 2, 2)], published(8002)),
		containerNamed('near', [on('app', 2, 3)]),
		containerNamed('db', [on('data', 3, 2)], published(8003)),
		containerNamed('deep', [on('inside', 4, 2)], published(8004)),
		containerNamed('deeper', [on('inside', 4, 3)]),
		containerNamed('camera', [on('wire', 5, 2)], published(8005)),
		containerNamed('meter', [on('wire', 5, 3)]),
		containerNamed('many', [on('app', 2, 4), on('data', 3, 4)], published(8006)),
		containerNamed('bare-1', [on('bare', 7, 2)]),
		containerNamed('bare-2', [on('bare', 7, 3)]),
		containerNamed('stopped', [placeOn('app')], {state: 'created', ...published(8007)}),
		containerNamed('0123456789ab-infra', [{...on('app', 2, 7), dnsNames: ['0123456789ab-infra']}], {
			details: {...plainDetails, hostname: 'shop'},
		}),
		containerNamed('in-pod', [], {networkMode: 'container:x', sharesNetworkOf: 'id-of-0123456789ab-infra'}),
		containerNamed('mixed', [on('app', 2, 5), on('wire', 5, 5)]),
		containerNamed('sidecar', [], {networkMode: 'container:id-of-near', sharesNetworkOf: 'id-of-near'}),
	],
	observations: Object.fromEntries(
		['old', 'web', 'db', 'deep', 'camera', 'many'].map(name => [name, listening({address: '0.0.0.0', port: 80})]),
	),
});

test.each([
	['a name of its own network', 'near', 'web', 80, 'reachable', 'name pass'],
	['a name with a network’s behind it', 'near', 'web.app', 80, 'blocked', 'name fail'],
	['a name on a macvlan', 'meter', 'camera', 80, 'blocked', 'name fail'],
	['a name on a network without a name service', 'bare-1', 'bare-2', 80, 'blocked', 'name fail'],
	['the name of a pod', 'near', 'shop', undefined, 'reachable', 'name pass'],
	['the name of what holds a pod', 'near', '0123456789ab-infra', undefined, 'blocked', 'name fail'],
	['one that does not run', 'host', 'stopped', 80, 'blocked', 'target fail'],
	['an address on a macvlan', 'meter', '10.5.0.2', 80, 'reachable', 'driver pass'],
	['between two networks', 'web', '10.3.0.2', 80, 'unknown', 'network unknown'],
	['from the default network', 'old', '10.3.0.2', 80, 'reachable', 'network pass'],
	['to the default network', 'web', '10.1.0.2', 80, 'reachable', 'network pass'],
	['from an internal network to another', 'deeper', '10.3.0.2', 80, 'blocked', 'network fail'],
	['from an internal network to its host', 'deeper', '10.2.0.1', undefined, 'blocked', 'route fail'],
	['from an internal network to its gateway', 'deeper', '10.4.0.1', undefined, 'reachable', 'route pass'],
	['from a macvlan to a bridge', 'meter', '10.2.0.2', 80, 'blocked', 'network fail'],
	['out by a macvlan, whose gateway may be made up', 'meter', '198.51.100.7', undefined, 'unknown', 'route unknown'],
	['out by a bridge or a macvlan', 'mixed', '198.51.100.7', undefined, 'unknown', 'route unknown'],
	['a published port, from its own network', 'near', '10.2.0.1', 8002, 'reachable', 'published pass'],
	['a published port, from another network', 'db', '10.3.0.1', 8002, 'unknown', 'published unknown'],
	['a published port of the default network', 'web', '10.2.0.1', 8001, 'reachable', 'published pass'],
	['a published port of one on two networks', 'near', '10.2.0.1', 8006, 'unknown', 'published unknown'],
	['a published port of its own', 'web', '10.2.0.1', 8002, 'unknown', 'published unknown'],
	['a published port, from the host', 'host', '127.0.0.1', 8006, 'reachable', 'published pass'],
	['a published port on an internal network', 'host', '127.0.0.1', 8004, 'blocked', 'published fail'],
	['a published port on a macvlan', 'host', '127.0.0.1', 8005, 'blocked', 'published fail'],
] as const)('%s', (_, from, target, port, verdict, step) => {
	const found = predict(ask(from, target, port), snapshot);
	const steps = found.steps.map(({id, status}) => `${id} ${status}`);
	expect(found.verdict, steps.join(', ')).toBe(verdict);
	expect(steps).toContain(step);
});

test('a bridge that nobody uses is not there, nor the host’s address on it', () => {
	expect(predict(ask('old', '10.2.0.1', 8002), snapshot).verdict).toBe('reachable');
	expect(predict(ask('old', '10.6.0.1', 8002), snapshot).verdict).toBe('blocked');
});

test('who shares a namespace has a name there, by its hosts file', () => {
	expect(predict(ask('near', 'sidecar'), snapshot).verdict).toBe('reachable');
	expect(predict(ask('web', 'sidecar'), snapshot).verdict).toBe('blocked');
});

test('what a name that does not resolve is to be replaced by resolves', () => {
	const fixOf = (from: string, target: string) => {
		const step = predict(ask(from, target, 80), snapshot).steps.find(({id}) => id === 'name');
		return step?.fix?.commands;
	};
	expect(fixOf('near', 'in-pod')).toEqual(['# shop:80 instead of in-pod:80']);
	expect(fixOf('db', 'in-pod')).toEqual(['docker network connect app db']);
	expect(fixOf('db', 'web')).toEqual(['docker network connect app db']);
	expect(fixOf('bare-1', 'bare-2')?.[0]).toBe('docker network create app');
	const {steps} = predict(ask('host', 'stopped', 8007), snapshot);
	expect(steps.map(({finding}) => finding)).not.toContain('port-published-not-programmed');
});

const probed = (target: string, result: 'ok' | 'no-name'): Probed => ({
	id: target,
	host: lab,
	place: {kind: 'host', host: lab},
	from: 'host',
	target,
	startedAt: 0,
	finishedAt: 1,
	kind: 'tcp',
	result: {result, message: '', address: '127.0.0.1', port: 8004},
});

test('that a port of the host accepts proves nothing where it leads nowhere: Podman holds it', () => {
	const found = (port: number) => {
		const question = ask('host', '127.0.0.1', port);
		const {verdict, cause} = conclude(question, snapshot, predict(question, snapshot), {
			probe: probed('127.0.0.1', 'ok'),
		});
		return [verdict, cause];
	};
	expect(found(8004)).toEqual(['blocked', 'port-published-not-programmed']);
	expect(found(8002)).toEqual(['reachable', undefined]);
});

test('a name that Podman knows, and does not tell', () => {
	const said = (resolvConf: string) => {
		const seen = new Map([...snapshot.observations, [keyOf({host: lab, id: 'id-of-near'}), {at: 0, resolvConf}]]);
		const world = {...snapshot, observations: seen};
		const question = ask('near', 'web', 80);
		const {cause, steps, fix} = conclude(question, world, predict(question, world), {probe: probed('web', 'no-name')});
		expect(cause).toBe('dns-resolvconf-modified-or-dead-resolver');
		return `${steps.at(-1)?.title} ${steps.at(-1)?.evidence[0]?.expected} ${fix?.commands.join()}`;
	};
	expect(said('nameserver 10.2.0.1\n')).toMatch(
		/aardvark-dns does not answer.*undefined.*iptables -I INPUT -s 10\.2\.0\.0\/24/,
	);
	expect(said('nameserver 1.1.1.1\n')).toMatch(/does not lead to Podman’s.*nameserver 10\.2\.0\.1 docker restart near/);
});

test('a port of the host that nobody takes connections from leads nowhere, whatever it accepts', () => {
	const sockets = (port: number, queued?: number): Probed<'listeners'> => ({
		...probed('', 'ok'),
		kind: 'listeners',
		result: {
			result: 'ok',
			message: '',
			listeners: [{protocol: 'tcp', family: 4, address: '0.0.0.0', port, ...(queued && {queued})}],
		},
	});
	const question = ask('host', '127.0.0.1', 8002);
	const found = (...waiting: readonly [Probed<'listeners'>, Probed<'listeners'>]) => {
		const probe = probed('127.0.0.1', 'ok');
		const said = conclude(question, snapshot, predict(question, snapshot), {probe, fromHost: probe, waiting});
		return [said.verdict, said.cause, said.fix?.commands[0]];
	};
	expect(found(sockets(8002, 1), sockets(8002, 2))).toEqual([
		'blocked',
		'port-published-not-programmed',
		'podman network reload --all',
	]);
	const well = ['reachable', undefined, undefined];
	// One that waits since before it was mended.
	expect(found(sockets(8002, 1), sockets(8002, 1))).toEqual(well);
	expect(found(sockets(8002), sockets(8002))).toEqual(well);
	expect(found(sockets(8001, 1), sockets(8001, 2))).toEqual(well);
});
