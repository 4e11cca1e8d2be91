import {expect, test} from 'vitest';
import {connIccDisabled} from '../../../source/core/rules/conn-icc-disabled.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const options = {'com.docker.network.bridge.enable_icc': 'false'};
const on = (network: string, ...names: readonly string[]) =>
	names.map(name => containerNamed(name, [placeOn(network)]));

test('two containers that may not talk', () => {
	const found = [
		...connIccDisabled.check(
			snapshotOf({networks: [networkNamed('front', {options})], containers: on('front', 'web', 'db')}),
		),
	];
	expect(found).toMatchObject([
		{subject: {kind: 'network', name: 'front'}, evidence: [{value: 'false', expected: 'true'}]},
	]);
	expect(found[0]?.severity).toBeUndefined();
});

test('the fix takes them off the network, where their names would lead to addresses that cannot be reached', () => {
	const containers = [containerNamed('web', [placeOn('front', {aliases: ['web', 'www']})]), ...on('front', 'db')];
	const [found] = connIccDisabled.check(snapshotOf({networks: [networkNamed('front', {options})], containers}));
	expect(found?.fix?.commands).toEqual([
		'docker network create front-open',
		'docker network connect --alias www front-open web',
		'docker network connect front-open db',
		'docker network disconnect front web',
		'docker network disconnect front db',
	]);
});

test('on the default bridge it is often meant', () => {
	const snapshot = snapshotOf({networks: [networkNamed('bridge', {options})], containers: on('bridge', 'web', 'db')});
	expect([...connIccDisabled.check(snapshot)]).toMatchObject([
		{severity: 'low', message: expect.not.stringContaining('names resolve')},
	]);
});

test.each([
	['one container only', {networks: [networkNamed('front', {options})], containers: on('front', 'web')}],
	[
		'the option is on',
		{
			networks: [networkNamed('front', {options: {'com.docker.network.bridge.enable_icc': 'true'}})],
			containers: on('front', 'web', 'db'),
		},
	],
	[
		'the gateway bridge of the swarm',
		{networks: [networkNamed('docker_gwbridge', {options})], containers: on('docker_gwbridge', 'web', 'db')},
	],
	[
		'Podman ignores the option',
		{
			host: {engine: 'podman' as const},
			networks: [networkNamed('front', {options})],
			containers: on('front', 'web', 'db'),
		},
	],
])('nothing: %s', (_, objects) => {
	expect([...connIccDisabled.check(snapshotOf(objects))]).toEqual([]);
});
