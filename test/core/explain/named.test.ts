import {describe, expect, test} from 'vitest';
import {predict} from '../../../source/core/explain/predict.js';
import type {Container} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

type Change = {readonly host?: Partial<Host>; readonly helper?: Partial<Container>; readonly web?: Partial<Container>};

/** `helper` shares the namespace of `db`, and comes before it in the engine's list. */
function worldWith({host, helper, web}: Change = {}) {
	return snapshotOf({
		...(host && {host}),
		networks: [
			networkNamed('bridge', {builtIn: true, subnets: [{cidr: '172.17.0.0/16', gateway: '172.17.0.1', auxiliary: {}}]}),
			networkNamed('app', {subnets: [{cidr: '10.1.0.0/24', gateway: '10.1.0.1', auxiliary: {}}]}),
			networkNamed('back', {subnets: [{cidr: '10.2.0.0/24', gateway: '10.2.0.1', auxiliary: {}}]}),
			networkNamed('six', {ipv4: false, ipv6: true, subnets: [{cidr: 'fd00:3::/64', auxiliary: {}}]}),
		],
		containers: [
			containerNamed('helper', [], {
				networkMode: 'container:id-of-db',
				sharesNetworkOf: 'id-of-db',
				details: plainDetails,
				...helper,
			}),
			containerNamed(
				'web',
				[placeOn('app', {ipv4: '10.1.0.2', gateway: '10.1.0.1'}), placeOn('six', {ipv6: 'fd00:3::2'})],
				{
					details: plainDetails,
					...web,
				},
			),
			containerNamed(
				'db',
				[
					placeOn('app', {ipv4: '10.1.0.3'}),
					placeOn('back', {ipv4: '10.2.0.3', aliases: ['Store']}),
					placeOn('six', {ipv6: 'fd00:3::3'}),
				],
				{details: plainDetails},
			),
			containerNamed('Upper', [placeOn('app', {ipv4: '10.1.0.4'})]),
			containerNamed('cache', [placeOn('back', {ipv4: '10.2.0.5', aliases: ['far-alias']})]),
			containerNamed('redis', [placeOn('app', {ipv4: '10.1.0.6', aliases: ['cache']})]),
			containerNamed('old-api', [placeOn('back', {aliases: ['api']})], {state: 'exited'}),
			containerNamed('new-api', [placeOn('back', {ipv4: '10.2.0.7', aliases: ['api']})]),
			containerNamed('hosted', [], {networkMode: 'host'}),
			containerNamed('orphan', [], {networkMode: 'container:gone', sharesNetworkOf: 'gone'}),
			containerNamed('stopped', [placeOn('app')], {state: 'exited', exitCode: 1}),
			containerNamed('lost', [], {state: 'created', networkMode: 'gone', error: 'network gone not found'}),
		],
		observations: Object.fromEntries(
			['db', 'Upper', 'redis', 'new-api'].map(name => [name, listening({address: '::', port: 80})]),
		),
	});
}

function outcome(question: ReturnType<typeof ask>, change?: Change) {
	const {verdict, steps} = predict(question, worldWith(change));
	const faults = steps.filter(({status}) => status === 'fail').flatMap(({finding}) => finding ?? []);
	return [verdict, ...new Set(faults)];
}

const titles = (question: ReturnType<typeof ask>, change?: Change) =>
	predict(question, worldWith(change)).steps.map(({id, title}) => `${id}: ${title}`);

describe('a target as typed', () => {
	test.each([
		['in capitals', ask('web', 'DB', 80), ['reachable']],
		['a container whose name has capitals, typed without', ask('web', 'upper', 80), ['reachable']],
		['in capitals, from the host', ask('host', 'NEW-API', 80), ['reachable']],
		[
			'an alias in capitals, on another network',
			ask('redis', 'FAR-ALIAS', 80),
			['blocked', 'conn-different-bridges-isolated', 'dns-no-shared-network'],
		],
		['IPv6 in another spelling', ask('web', 'FD00:3:0::3', 80), ['reachable']],
		['a name with its network', ask('db', 'cache.back'), ['reachable']],
		['an alias with its network', ask('db', 'api.back', 80), ['reachable']],
		[
			'an alias with a network that the asker is not on',
			ask('redis', 'api.back', 80),
			['blocked', 'conn-different-bridges-isolated', 'dns-no-shared-network'],
		],
		[
			'an alias of a stopped and a running container, from the host: the one that runs',
			ask('host', 'api', 80),
			['reachable'],
		],
		['host, asked by a container, is a name like others', ask('web', 'host', 80), ['unknown']],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});

	test('the name of one container that is an alias of another leads to the other', () => {
		expect(titles(ask('web', 'cache', 80))).toContain(
			'name: cache → 10.1.0.6 on app (redis), while the container cache is on back',
		);
	});

	test('an alias that is given on another network than the one in common', () => {
		const {steps} = predict(ask('web', 'store', 80), worldWith());
		const fault = steps.find(({id}) => id === 'name')!;
		expect(fault.title).toBe(
			'store does not resolve from web: on app it is no name of db, only on another network of its',
		);
		expect(fault.fix?.commands).toEqual(['# db:80 instead of store:80']);
	});
});

describe('who shares a network namespace', () => {
	test.each([
		[
			'an address is its owner’s, though the other is paused',
			ask('web', '10.1.0.3', 80),
			{helper: {state: 'paused'}},
			['reachable'],
		],
		[
			'or in the namespace from before a restart',
			ask('web', '10.1.0.3', 80),
			{helper: {details: {...plainDetails, startedAt: plainDetails.startedAt! - 60_000}}},
			['reachable'],
		],
		['whose namespace is gone asks nobody', ask('orphan', 'db', 80), {}, ['blocked', 'netns-shared-target-down']],
	] as const)('%s', (_, question, change, expected) => {
		expect(outcome(question, change)).toEqual(expected);
	});

	test('by its name it is not reached, at the loopback it is', () => {
		const {steps} = predict(ask('db', 'helper', 80), worldWith());
		expect(steps.find(({id}) => id === 'name')?.fix?.commands).toEqual(['# 127.0.0.1:80 instead of helper:80']);
	});
});

describe('who does not run', () => {
	test.each([
		['asks nobody, and lacks no IP version', ask('stopped', 'web'), ['blocked', 'conn-target-stopped']],
		[
			'is not told, and lacks no IP version',
			ask('web', 'stopped'),
			['blocked', 'conn-target-stopped', 'dns-target-not-running'],
		],
		[
			'for its network is gone, is not without one by its settings',
			ask('lost', 'web'),
			['blocked', 'net-missing-reference'],
		],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});
});

describe('Docker Desktop’s name of the host', () => {
	const question = ask('web', 'host.docker.internal', 80);
	const written = {details: {...plainDetails, extraHosts: ['host.docker.internal:host-gateway']}};

	test.each([
		['does not resolve elsewhere', {}, 'blocked'],
		['may do so on Desktop', {host: {operatingSystem: 'Docker Desktop'}}, 'unknown'],
		['does where it was added: it is the host’s address on the default bridge', {web: written}, 'unknown'],
	] as const)('%s', (_, change, verdict) => {
		expect(predict(question, worldWith(change)).verdict).toBe(verdict);
	});

	test('what would do instead', () => {
		const {steps} = predict(question, worldWith());
		expect(steps.find(({status}) => status === 'fail')?.fix?.commands).toEqual([
			'# 10.1.0.1:80 instead of host.docker.internal:80',
		]);
	});
});

test('from the host’s network a container is asked for by its address', () => {
	const {steps} = predict(ask('hosted', 'db', 80), worldWith());
	const fault = steps.find(({status}) => status === 'fail')!;
	expect(fault.finding).toBe('dns-host-or-none-mode');
	expect(fault.fix?.commands).toEqual(['# 10.1.0.3:80 instead of db:80']);
});
