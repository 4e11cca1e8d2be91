import {describe, expect, test} from 'vitest';
import {auditRules} from '../../../source/core/audit/all.js';
import type {Container} from '../../../source/core/model/container.js';
import type {Network} from '../../../source/core/model/network.js';
import type {Snapshot} from '../../../source/core/model/snapshot.js';
import type {Task} from '../../../source/core/model/swarm.js';
import {doctorRules} from '../../../source/core/rules/all.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {generated} from './resolv-confs.js';

// What an engine's objects may look like in large: the cost of all rules grows about as they do, not as the pairs of them.

const numbers = (count: number) => Array.from({length: count}, (_, index) => index);
const address = (index: number, net = 10) => `${net}.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
const details = {...plainDetails, exposedPorts: [{port: 8080, protocol: 'tcp'}]};

const shapes: Readonly<Record<string, (count: number) => Snapshot>> = {
	'all on one network': count =>
		snapshotOf({
			networks: [networkNamed('flat', {subnets: [{cidr: '10.0.0.0/8', auxiliary: {}}]})],
			containers: numbers(count).map(index =>
				containerNamed(`app-${index}`, [placeOn('flat', {ipv4: address(index + 2), aliases: [`alias-${index}`]})], {
					details,
				}),
			),
		}),
	'all on the default bridge': count =>
		snapshotOf({
			networks: [networkNamed('bridge', {builtIn: true})],
			containers: numbers(count).map(index =>
				containerNamed(`one${index}`, [placeOn('bridge', {ipv4: address(index + 2, 172)})], {details}),
			),
		}),
	'copies of one service': count =>
		snapshotOf({
			networks: [networkNamed('front'), networkNamed('back')],
			containers: numbers(count).map(index =>
				containerNamed(
					`shop-web-${index}`,
					['front', 'back'].map((name, net) => placeOn(name, {ipv4: address(index + 2, 10 + net), aliases: ['web']})),
					{details, labels: {'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web'}},
				),
			),
		}),
	'each alone on its network': count =>
		snapshotOf({
			networks: numbers(count).map(index =>
				networkNamed(`net-${index}`, {subnets: [{cidr: `${address(index << 8)}/24`, auxiliary: {}}]}),
			),
			containers: numbers(count).map(index =>
				containerNamed(`one${index}`, [placeOn(`net-${index}`, {ipv4: address((index << 8) + 2)})], {details}),
			),
		}),
	'one network for all, and one for each': count =>
		snapshotOf({
			networks: [networkNamed('all'), ...numbers(count).map(index => networkNamed(`net-${index}`))],
			containers: numbers(count).map(index =>
				containerNamed(`app-${index}`, [
					placeOn('all', {ipv4: address(index + 2), aliases: [`alias-${index}`]}),
					placeOn(`net-${index}`, {ipv4: address((index << 8) + 2, 11)}),
				]),
			),
		}),
	'sidecars, with sockets, files and published ports': count => {
		const ports = (index: number) => [
			{containerPort: 80, hostPort: 10_000 + index, protocol: 'tcp', hostIp: '0.0.0.0'},
		];
		const observation = (index: number) => ({
			resolvConf: generated,
			hosts: `127.0.0.1 localhost\n${address(index + 2)} app-${index}\n`,
			listeners: {
				result: 'ok' as const,
				message: '',
				listeners: [{protocol: 'tcp' as const, address: '0.0.0.0', port: 80, family: 4 as const}],
			},
		});
		return snapshotOf({
			networks: [networkNamed('flat')],
			containers: numbers(count / 2).flatMap((index): Container[] => [
				containerNamed(`app-${index}`, [placeOn('flat', {ipv4: address(index + 2)})], {details, ports: ports(index)}),
				containerNamed(`side-${index}`, [], {networkMode: `container:app-${index}`, sharesNetworkOf: `app-${index}`}),
			]),
			observations: Object.fromEntries(numbers(count / 2).map(index => [`app-${index}`, observation(index)])),
		});
	},
	'stopped, on networks that are gone': count =>
		snapshotOf({
			networks: numbers(count).map(index => networkNamed(`net-${index}`)),
			containers: numbers(count).map(index =>
				containerNamed(`app-${index}`, [placeOn(`net-${index}`, {networkId: `old-${index}`})], {
					state: 'exited',
					error: `driver failed: Bind for 0.0.0.0:${index}: port is already allocated`,
				}),
			),
		}),
	'services of a swarm': count => {
		const networks = numbers(count / 4).map(
			(index): Network => networkNamed(`mesh-${index}`, {driver: 'overlay', scope: 'swarm'}),
		);
		const of = (index: number) => networks[index % networks.length]!.id;
		return snapshotOf({
			host: {swarm: {state: 'active', manager: true}},
			networks,
			swarm: {
				nodes: [],
				services: numbers(count).map(index => ({
					host: lab,
					id: `service-${index}`,
					name: `svc-${index}`,
					mode: 'replicated',
					replicas: 2,
					endpointMode: 'vip',
					networks: [{networkId: of(index), aliases: [], vip: address(index)}],
					ports: [],
					labels: {},
				})),
				tasks: numbers(count * 2).map(
					(index): Task => ({
						host: lab,
						id: `task-${index}`,
						serviceId: `service-${index >> 1}`,
						state: index % 2 ? 'running' : 'rejected',
						desiredState: 'running',
						...(index % 2 === 0 && {error: 'no suitable node (host-mode port already in use)'}),
						addresses: [{networkId: of(index >> 1), address: address(index, 11)}],
					}),
				),
			},
		});
	},
};

/** Milliseconds of CPU; the least of some, since others want the caches too. */
function cost(make: () => Snapshot, rules: readonly Parameters<typeof runRules>[0][number][]): number {
	const times = numbers(3).map(() => {
		const snapshot = make();
		const before = process.cpuUsage();
		const {findings} = runRules(rules, snapshot, lab);
		const {user, system} = process.cpuUsage(before);
		expect(findings.filter(({id}) => id === 'rule-failed')).toEqual([]);
		return (user + system) / 1000;
	});
	return Math.min(...times);
}

describe.each(Object.entries(shapes))('%s', (_, shape) => {
	test.each([
		['doctor', doctorRules],
		['audit', auditRules],
	])('%s', (_, rules) => {
		// Four times as many: 16 times the work, were each compared with each. Below 20 ms a busy machine says anything, and now and then above.
		const isInProportion = () => {
			const [small, large] = [100, 400].map(count => cost(() => shape(count), rules));
			return large! < 10 * Math.max(20, small!);
		};
		expect([1, 2, 3].some(isInProportion)).toBe(true);
	});
});
