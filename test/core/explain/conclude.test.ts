import {describe, expect, test} from 'vitest';
import {conclude, type Observed} from '../../../source/core/explain/conclude.js';
import {predict} from '../../../source/core/explain/predict.js';
import type {Network} from '../../../source/core/model/network.js';
import type {Swarm} from '../../../source/core/model/swarm.js';
import type {ProbeOutcome} from '../../../source/core/probes/probe.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const api = (name: string, ipv4: string) => containerNamed(name, [placeOn('app', {ipv4, aliases: ['api']})]);

function worldWith(app: Partial<Network> = {}, swarm?: Swarm) {
	const published = {hostIp: '0.0.0.0', hostPort: 15432, containerPort: 5432, protocol: 'tcp'};
	return snapshotOf({
		networks: [networkNamed('app', app)],
		containers: [
			containerNamed('web', [placeOn('app', {ipv4: '10.1.0.2', gateway: '10.1.0.1'})]),
			containerNamed('db', [placeOn('app', {ipv4: '10.1.0.3'})], {ports: [published]}),
			containerNamed('frozen', [placeOn('app', {ipv4: '10.1.0.4'})], {state: 'paused'}),
			api('api-1', '10.1.0.5'),
			api('api-2', '10.1.0.6'),
		],
		...(swarm && {swarm}),
		observations: {db: listening({address: '0.0.0.0', port: 5432}), 'api-1': listening({address: '0.0.0.0', port: 80})},
	});
}

const probed = (result: ProbeOutcome, kind: 'tcp' | 'ping' | 'http' = 'tcp') =>
	({
		id: '1',
		kind,
		host: lab,
		place: {kind: 'host', host: lab},
		from: 'web',
		target: 'db:5432',
		startedAt: 0,
		command: 'nc -w 3 db 5432',
		result: {result, message: `it says ${result}`},
	}) as unknown as Probed;

function concluded(question: ReturnType<typeof ask>, observed: Observed | undefined, snapshot = worldWith()) {
	return conclude(question, snapshot, predict(question, snapshot), observed);
}

const closed = worldWith({options: {'com.docker.network.bridge.enable_icc': 'false'}});
const silent = worldWith({
	driver: 'overlay',
	details: {live: [], peers: [], known: [{service: '', name: 'far', address: '10.1.0.9'}]},
});
const secret = worldWith({
	driver: 'overlay',
	options: {encrypted: ''},
	details: {live: [], peers: [], known: [{service: '', name: 'far', address: '10.1.0.9'}]},
});
const served = worldWith(
	{driver: 'overlay'},
	{
		services: [
			{
				...{host: lab, id: 'svc', name: 'shop', mode: 'replicated', endpointMode: 'vip', ports: [], labels: {}},
				networks: [{networkId: 'id-of-app', aliases: [], vip: '10.1.0.20'}],
			},
		],
		tasks: [
			{
				...{host: lab, id: 'task', serviceId: 'svc', state: 'running', desiredState: 'running'},
				addresses: [{networkId: 'id-of-app', address: '10.1.0.21'}],
			},
		],
		nodes: [],
	},
);

describe('prediction and probe together', () => {
	test.each<
		readonly [
			string,
			ReturnType<typeof ask>,
			Observed | undefined,
			ReturnType<typeof worldWith> | undefined,
			string,
			string | undefined,
		]
	>([
		['nothing measured: the prediction stands', ask('web', 'db', 5432), undefined, undefined, 'reachable', undefined],
		[
			'no tool: the prediction stands',
			ask('web', 'db'),
			{probe: probed('tool-missing')},
			closed,
			'blocked',
			'conn-icc-disabled',
		],
		['both say yes', ask('web', 'db', 5432), {probe: probed('ok')}, undefined, 'reachable', undefined],
		['both say no', ask('web', 'db'), {probe: probed('timeout')}, closed, 'blocked', 'conn-icc-disabled'],
		[
			'predicted to fail, and it works: no fault',
			ask('web', 'db'),
			{probe: probed('ok')},
			closed,
			'reachable',
			undefined,
		],
		[
			'a paused container that accepts is paused',
			ask('web', 'frozen', 80),
			{probe: probed('ok')},
			undefined,
			'blocked',
			'conn-target-paused',
		],
		['refused', ask('web', 'db', 5432), {probe: probed('refused')}, undefined, 'blocked', 'port-not-listening'],
		[
			'refused by one of two',
			ask('web', 'api', 80),
			{probe: probed('refused')},
			undefined,
			'blocked',
			'dns-alias-collision',
		],
		[
			'silence: a rule of the host',
			ask('web', 'db', 5432),
			{probe: probed('timeout')},
			undefined,
			'blocked',
			'conn-host-firewall',
		],
		[
			'silence for the host, too',
			ask('web', 'db', 5432),
			{probe: probed('timeout'), fromHost: probed('timeout')},
			undefined,
			'blocked',
			'conn-target-firewall',
		],
		[
			'silence, and the host gets there',
			ask('web', 'db', 5432),
			{probe: probed('timeout'), fromHost: probed('ok')},
			undefined,
			'blocked',
			'conn-host-firewall',
		],
		[
			'a name that Docker knows',
			ask('web', 'db'),
			{probe: probed('no-name')},
			undefined,
			'blocked',
			'dns-resolvconf-modified-or-dead-resolver',
		],
		[
			'a name outside',
			ask('web', 'example.com'),
			{probe: probed('no-name')},
			undefined,
			'blocked',
			'dns-upstream-unreachable',
		],
		[
			'outside, where only the host gets to',
			ask('web', '192.0.2.1', 80),
			{probe: probed('timeout'), fromHost: probed('ok')},
			undefined,
			'blocked',
			'conn-masquerade-missing',
		],
		[
			'outside, and nobody gets there',
			ask('web', '192.0.2.1', 80),
			{probe: probed('timeout'), fromHost: probed('timeout')},
			undefined,
			'blocked',
			undefined,
		],
		[
			'another node, silence',
			ask('web', 'far'),
			{probe: probed('timeout')},
			silent,
			'blocked',
			'overlay-ports-blocked',
		],
		[
			'another node, silence, encrypted',
			ask('web', 'far'),
			{probe: probed('loss')},
			secret,
			'blocked',
			'overlay-encrypted-esp-blocked',
		],
		[
			'a virtual IP that is dead, its tasks are not',
			ask('web', 'shop', 80),
			{probe: probed('unreachable'), tasks: [probed('ok')]},
			served,
			'blocked',
			'overlay-vip-dead',
		],
	])('%s', (_, question, observed, snapshot, verdict, cause) => {
		const explanation = concluded(question, observed, snapshot);
		expect([explanation.verdict, explanation.cause]).toEqual([verdict, cause]);
	});
});

test('a contradiction is a step of its own, with what was measured', () => {
	const {steps, suspects} = concluded(ask('web', 'db', 5432), {probe: probed('timeout')});
	const last = steps.at(-1)!;
	expect(last).toMatchObject({id: 'contradiction', status: 'fail', confidence: 'observed'});
	expect(last.evidence).toEqual([{source: 'probe', at: 'nc -w 3 db 5432', value: 'timeout: it says timeout'}]);
	expect(suspects.join()).toContain('DOCKER-USER');
});

test('what works against the prediction is said, and what was to fail only warns', () => {
	const {steps, also, fix} = concluded(ask('web', 'db'), {probe: probed('ok')}, closed);
	expect(steps.find(({id}) => id === 'driver')!.status).toBe('warn');
	expect(steps.at(-1)).toMatchObject({id: 'contradiction', status: 'warn'});
	expect({also, fix}).toEqual({also: [], fix: undefined});
});

test('a port of the host that accepts proves no listener; an answer does', () => {
	const snapshot = worldWith();
	const question = ask('host', '127.0.0.1', 15432);
	const nobody = {...snapshot, observations: new Map([[`${lab}/id-of-db`, {at: 0, ...listening()}]])};
	expect(concluded(question, {probe: probed('ok')}, nobody)).toMatchObject({
		verdict: 'blocked',
		cause: 'port-not-listening',
	});
	expect(concluded(question, {probe: probed('ok', 'http')}, nobody).verdict).toBe('reachable');
});
