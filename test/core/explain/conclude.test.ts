import {describe, expect, test} from 'vitest';
import {conclude, type Observed} from '../../../source/core/explain/conclude.js';
import {predict} from '../../../source/core/explain/predict.js';
import type {Network} from '../../../source/core/model/network.js';
import type {Swarm} from '../../../source/core/model/swarm.js';
import type {ProbeOutcome} from '../../../source/core/probes/probe.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const api = (name: string, ipv4: string) => containerNamed(name, [placeOn('app', {ipv4, aliases: ['api']})]);

function worldWith(app: Partial<Network> = {}, swarm?: Swarm) {
	const published = {hostIp: '0.0.0.0', hostPort: 15432, containerPort: 5432, protocol: 'tcp'};
	return snapshotOf({
		networks: [
			networkNamed('app', app),
			networkNamed('aa', {options: {'com.docker.network.bridge.enable_ip_masquerade': 'false'}}),
		],
		containers: [
			containerNamed('web', [placeOn('app', {ipv4: '10.1.0.2', gateway: '10.1.0.1'})]),
			containerNamed('db', [placeOn('app', {ipv4: '10.1.0.3'})], {ports: [published]}),
			containerNamed('frozen', [placeOn('app', {ipv4: '10.1.0.4'})], {state: 'paused'}),
			containerNamed('unseen', [placeOn('app', {ipv4: '10.1.0.7'})]),
			containerNamed('six', [placeOn('app', {ipv4: '10.1.0.8'})], {
				details: {...plainDetails, sysctls: {'net.ipv6.bindv6only': '1'}},
			}),
			containerNamed('maybe-six', [placeOn('app', {ipv4: '10.1.0.13'})]),
			containerNamed('clock', [placeOn('app', {ipv4: '10.1.0.9'})]),
			containerNamed('both', [
				placeOn('app', {ipv4: '10.1.0.10', gateway: '10.1.0.1'}),
				placeOn('aa', {ipv4: '10.2.0.10', gateway: '10.2.0.1'}),
			]),
			containerNamed('twin-1', [placeOn('app', {ipv4: '10.1.0.11', aliases: ['twin']})]),
			containerNamed('twin-2', [placeOn('aa', {ipv4: '10.2.0.11', aliases: ['twin']})]),
			containerNamed('misled', [placeOn('app', {ipv4: '10.1.0.12', gateway: '10.1.0.1'})], {
				details: {...plainDetails, extraHosts: ['db:192.0.2.50']},
			}),
			api('api-1', '10.1.0.5'),
			api('api-2', '10.1.0.6'),
		],
		...(swarm && {swarm}),
		observations: {
			db: listening({address: '0.0.0.0', port: 5432}),
			'api-1': listening({address: '0.0.0.0', port: 80}),
			six: listening({address: '::', port: 8080}),
			'maybe-six': listening({address: '::', port: 8080}),
			clock: listening({address: '0.0.0.0', port: 123, protocol: 'udp'}),
			'twin-2': listening(),
		},
	});
}

const lookedUp = (result: ProbeOutcome, code?: 'NXDOMAIN' | 'SERVFAIL') =>
	({
		...probed(result),
		kind: 'dns',
		target: 'example.com',
		result: {result, message: '', addresses: ['192.0.2.9'], ...(code && {code})},
	}) as unknown as Probed<'dns'>;

const probed = (result: ProbeOutcome, kind: 'tcp' | 'udp' | 'ping' | 'http' = 'tcp') =>
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
		[
			'refused, and nobody saw its sockets',
			ask('web', 'unseen', 80),
			{probe: probed('refused')},
			undefined,
			'blocked',
			undefined,
		],
		[
			'refused, though it listens, and answers from within: a rule of the host',
			ask('web', 'db', 5432),
			{probe: probed('refused'), fromHost: probed('ok'), within: probed('ok')},
			undefined,
			'blocked',
			'conn-host-firewall',
		],
		[
			'refused to the host, too: a rule inside',
			ask('web', 'db', 5432),
			{probe: probed('refused'), fromHost: probed('refused'), within: probed('ok')},
			undefined,
			'blocked',
			'conn-target-firewall',
		],
		[
			'refused, from within too',
			ask('web', 'db', 5432),
			{probe: probed('refused'), fromHost: probed('refused'), within: probed('refused')},
			undefined,
			'blocked',
			undefined,
		],
		[
			'a socket that takes IPv6 alone',
			ask('web', 'six', 8080),
			{probe: probed('refused'), fromHost: probed('refused'), within: probed('refused')},
			undefined,
			'blocked',
			'ipv6-family-mismatch',
		],
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
			'a socket of IPv6 that may take IPv4, and a rule inside that may reject',
			ask('web', 'maybe-six', 8080),
			{probe: probed('refused'), fromHost: probed('refused'), within: probed('refused')},
			undefined,
			'blocked',
			undefined,
		],
		['a name outside', ask('web', 'example.com'), {probe: probed('no-name')}, undefined, 'blocked', undefined],
		[
			'a name that nobody has',
			ask('web', 'bd', 5432),
			{probe: probed('no-name'), lookup: lookedUp('no-name', 'NXDOMAIN'), hostLookup: lookedUp('no-name', 'NXDOMAIN')},
			undefined,
			'blocked',
			undefined,
		],
		[
			'a name server that is silent, of which the program tells time-out',
			ask('web', 'example.com', 80),
			{probe: probed('timeout'), fromHost: probed('ok'), lookup: lookedUp('timeout'), hostLookup: lookedUp('ok')},
			undefined,
			'blocked',
			'dns-upstream-unreachable',
		],
		[
			'a name server that fails, where the host’s knows that there is none',
			ask('web', 'bd', 5432),
			{probe: probed('no-name'), lookup: lookedUp('no-name', 'SERVFAIL'), hostLookup: lookedUp('no-name', 'NXDOMAIN')},
			undefined,
			'blocked',
			'dns-upstream-unreachable',
		],
		[
			'a failure that getent does not tell from no name',
			ask('web', 'example.com', 80),
			{probe: probed('no-name'), lookup: lookedUp('no-name'), hostLookup: lookedUp('ok')},
			undefined,
			'blocked',
			'dns-upstream-unreachable',
		],
		[
			'a name that Docker knows, whose resolver is silent',
			ask('web', 'db', 5432),
			{probe: probed('timeout'), fromHost: probed('ok'), lookup: lookedUp('timeout')},
			undefined,
			'blocked',
			'dns-resolvconf-modified-or-dead-resolver',
		],
		[
			'a name that resolves at second sight: not the resolver',
			ask('web', 'db', 5432),
			{probe: probed('no-name'), lookup: lookedUp('ok')},
			undefined,
			'blocked',
			undefined,
		],
		[
			'no answer by UDP, where something listens',
			ask('web', 'clock', 123, 'udp'),
			{probe: probed('timeout', 'udp')},
			undefined,
			'unknown',
			undefined,
		],
		[
			'the default gateway on a network that does not masquerade, the other would do',
			ask('both', '192.0.2.1', 80),
			{probe: probed('timeout'), fromHost: probed('ok')},
			undefined,
			'blocked',
			'conn-wrong-default-gateway',
		],
		[
			'a name that leads to the first network’s, where nothing listens',
			ask('both', 'twin', 80),
			{probe: probed('refused')},
			undefined,
			'blocked',
			'dns-name-shadowed-by-other-network',
		],
		[
			'a line in the hosts file leads astray',
			ask('misled', 'db', 5432),
			{probe: probed('timeout'), fromHost: probed('timeout')},
			undefined,
			'blocked',
			'dns-hosts-file-override',
		],
		[
			'a line in the hosts file leads astray, and nothing was measured',
			ask('misled', 'db', 5432),
			undefined,
			undefined,
			'unknown',
			'dns-hosts-file-override',
		],
		[
			'a port of the host accepts, and so does the container behind it',
			ask('host', '127.0.0.1', 15432),
			{probe: probed('ok'), fromHost: probed('ok')},
			undefined,
			'reachable',
			undefined,
		],
		[
			'a port of the host accepts, and nobody could ask behind it',
			ask('host', '127.0.0.1', 15432),
			{probe: probed('ok'), fromHost: probed('not-permitted')},
			undefined,
			'reachable',
			undefined,
		],
		[
			'a port of the host refuses, and the container behind it answers',
			ask('host', '127.0.0.1', 15432),
			{probe: probed('refused'), fromHost: probed('ok')},
			undefined,
			'blocked',
			'port-published-not-programmed',
		],
		[
			'a port of the host accepts for a container that rejects',
			ask('host', '127.0.0.1', 15432),
			{probe: probed('ok'), fromHost: probed('refused'), within: probed('ok')},
			undefined,
			'blocked',
			'conn-target-firewall',
		],
		[
			'a port of the host accepts for a container that drops',
			ask('host', '127.0.0.1', 15432),
			{probe: probed('ok'), fromHost: probed('timeout')},
			undefined,
			'blocked',
			'conn-target-firewall',
		],
		[
			'a port of the host accepts for a program that ended meanwhile',
			ask('host', '127.0.0.1', 15432),
			{probe: probed('ok'), fromHost: probed('refused'), within: probed('refused')},
			undefined,
			'blocked',
			undefined,
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
