import {expect, test} from 'vitest';
import {predict} from '../../../source/core/explain/predict.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
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
