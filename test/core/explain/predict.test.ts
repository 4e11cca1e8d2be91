import {describe, expect, test} from 'vitest';
import {predict} from '../../../source/core/explain/predict.js';
import type {Container} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const option = (key: string) => `com.docker.network.bridge.${key}`;
const subnets = (cidr: string, gateway: string) => [{cidr, gateway, auxiliary: {}}];

type Change = {
	/** Facts of the network that both are on. */
	readonly net?: Partial<Network>;
	readonly db?: Partial<Container>;
	readonly web?: Partial<Container>;
	readonly alone?: Partial<Container>;
	readonly host?: Partial<Host>;
	readonly listeners?: ReturnType<typeof listening>;
};

/** `web` and `db` on one network, `db` with a port; `far` on another; `late` shares the namespace of `db`. */
function worldWith({net, db, web, alone, host, listeners = listening({address: '0.0.0.0', port: 5432})}: Change = {}) {
	const place = (ipv4: string) => placeOn('app', {ipv4, gateway: '10.1.0.1'});
	return snapshotOf({
		networks: [
			networkNamed('app', {subnets: subnets('10.1.0.0/24', '10.1.0.1'), ...net}),
			networkNamed('away', {subnets: subnets('10.2.0.0/24', '10.2.0.1')}),
			networkNamed('routed', {
				subnets: subnets('10.3.0.0/24', '10.3.0.1'),
				options: {[option('gateway_mode_ipv4')]: 'routed'},
			}),
			networkNamed('lan', {driver: 'macvlan', options: {parent: 'eth0'}, subnets: subnets('10.4.0.0/24', '10.4.0.1')}),
		],
		containers: [
			containerNamed('web', [place('10.1.0.2')], web),
			containerNamed('db', [place('10.1.0.3')], {
				ports: [
					{hostIp: '0.0.0.0', hostPort: 15432, containerPort: 5432, protocol: 'tcp'},
					{hostIp: '127.0.0.1', hostPort: 15433, containerPort: 5432, protocol: 'tcp'},
				],
				details: plainDetails,
				...db,
			}),
			containerNamed('far', [placeOn('away', {ipv4: '10.2.0.2', gateway: '10.2.0.1'})]),
			containerNamed('open', [placeOn('routed', {ipv4: '10.3.0.2', gateway: '10.3.0.1'})]),
			containerNamed('wire', [placeOn('lan', {ipv4: '10.4.0.2'})]),
			containerNamed('late', [], {
				networkMode: 'container:id-of-db',
				sharesNetworkOf: 'id-of-db',
				details: plainDetails,
			}),
			containerNamed('alone', [], {networkMode: 'none', ...alone}),
			containerNamed('hosted', [], {networkMode: 'host'}),
		],
		...(host && {host}),
		observations: {db: listeners},
	});
}

function outcome(question: ReturnType<typeof ask>, change?: Change) {
	const {verdict, steps} = predict(question, worldWith(change));
	const fault = steps.find(({status}) => status === 'fail') ?? steps.find(({finding}) => finding);
	return [verdict, fault?.id, fault?.finding];
}

const clear = ['reachable', undefined, undefined];
const later = plainDetails.startedAt! + 60_000;

describe('a path between containers, one thing wrong at a time', () => {
	test.each<readonly [string, ReturnType<typeof ask>, Change | undefined, readonly (string | undefined)[]]>([
		['by name and port', ask('web', 'db', 5432), undefined, clear],
		['by address', ask('web', '10.1.0.3'), undefined, clear],
		['the asker is paused', ask('web', 'db'), {web: {state: 'paused'}}, ['blocked', 'asker', 'conn-target-paused']],
		['the target is paused', ask('web', 'db'), {db: {state: 'paused'}}, ['blocked', 'target', 'conn-target-paused']],
		[
			'the target has ended',
			ask('web', 'db'),
			{db: {state: 'exited', exitCode: 3}},
			['blocked', 'target', 'conn-target-stopped'],
		],
		[
			'it is being stopped: running still, without an address',
			ask('web', 'db'),
			{db: {endpoints: [placeOn('app')]}},
			['blocked', 'target', 'conn-target-stopped'],
		],
		['it restarts', ask('web', 'db'), {db: {state: 'restarting'}}, ['blocked', 'target', 'conn-target-restarting']],
		[
			'it is unhealthy',
			ask('web', 'db'),
			{db: {health: 'unhealthy'}},
			['reachable', 'target', 'conn-target-unhealthy'],
		],
		[
			'its port is taken',
			ask('web', 'db'),
			{db: {state: 'created', error: 'Bind for 0.0.0.0:80 failed: port is already allocated'}},
			['blocked', 'target', 'port-already-allocated'],
		],
		['no network in common', ask('web', 'far'), undefined, ['blocked', 'network', 'conn-different-bridges-isolated']],
		[
			'that network’s address',
			ask('web', '10.2.0.2'),
			undefined,
			['blocked', 'network', 'conn-different-bridges-isolated'],
		],
		['to a routed network, ping', ask('web', '10.3.0.2'), undefined, clear],
		[
			'to a routed network on an old engine',
			ask('web', '10.3.0.2'),
			{host: {version: '26.1.5'}},
			['blocked', 'network', 'conn-different-bridges-isolated'],
		],
		['a container without network', ask('alone', '10.1.0.3'), undefined, ['blocked', 'namespace', 'netns-none']],
		['to one without network', ask('web', 'alone'), undefined, ['blocked', 'namespace', 'netns-none']],
		[
			'icc off',
			ask('web', 'db'),
			{net: {options: {[option('enable_icc')]: 'false'}}},
			['blocked', 'driver', 'conn-icc-disabled'],
		],
		[
			'icc off, on Podman',
			ask('web', 'db'),
			{net: {options: {[option('enable_icc')]: 'false'}}, host: {engine: 'podman'}},
			clear,
		],
		['icc off, to itself', ask('db', 'db', 5432), {net: {options: {[option('enable_icc')]: 'false'}}}, clear],
		['within one namespace', ask('late', '127.0.0.1', 5432), undefined, clear],
		['by the name of the namespace’s owner', ask('late', 'db', 5432), undefined, clear],
		['by the name of one that shares', ask('web', 'late'), undefined, ['blocked', 'name', 'dns-no-shared-network']],
		[
			'by the name of one in host mode',
			ask('web', 'hosted', 80),
			undefined,
			['blocked', 'name', 'dns-no-shared-network'],
		],
		[
			'by a name that is too long for DNS',
			ask('web', 'x'.repeat(64)),
			undefined,
			['blocked', 'name', 'dns-label-too-long'],
		],
		[
			'by a name that the hosts file leads elsewhere',
			ask('web', 'db', 5432),
			{web: {details: {...plainDetails, extraHosts: ['db:10.1.0.77']}}},
			['blocked', 'address', undefined],
		],
		[
			'by a name that the hosts file has right',
			ask('web', 'db', 5432),
			{web: {details: {...plainDetails, extraHosts: ['db:10.1.0.3']}}},
			clear,
		],
		[
			'it is up for a moment of its crash loop',
			ask('web', 'db'),
			{
				db: {details: {...plainDetails, restartCount: 7}},
				host: {details: {warnings: [], configuredPools: false, clock: plainDetails.startedAt! + 2000}},
			},
			['reachable', 'target', 'conn-target-restarting'],
		],
		[
			'its network is gone',
			ask('web', 'alone'),
			{alone: {state: 'created', networkMode: 'gone', error: 'network gone not found'}},
			['blocked', 'target', 'net-missing-reference'],
		],
		[
			'the owner of the namespace has started again',
			ask('late', 'web'),
			{db: {details: {...plainDetails, startedAt: later}}},
			['blocked', 'namespace', 'netns-shared-stale'],
		],
		[
			'nothing listens',
			ask('web', 'db', 5432),
			{listeners: listening()},
			['blocked', 'listener', 'port-not-listening'],
		],
		[
			'on loopback only',
			ask('web', 'db', 5432),
			{listeners: listening({address: '127.0.0.1', port: 5432})},
			['blocked', 'listener', 'port-loopback-only-listener'],
		],
		[
			'on loopback only, asked from there',
			ask('db', '127.0.0.1', 5432),
			{listeners: listening({address: '127.0.0.1', port: 5432})},
			clear,
		],
		[
			'UDP only',
			ask('web', 'db', 5432),
			{listeners: listening({address: '0.0.0.0', port: 5432, protocol: 'udp'})},
			['blocked', 'listener', 'port-protocol-mismatch'],
		],
		[
			'the port of the host, asked of the container',
			ask('web', 'db', 15432),
			undefined,
			['blocked', 'listener', 'port-wrong-target'],
		],
		['an address that nobody has', ask('web', '10.1.0.77'), undefined, ['blocked', 'address', undefined]],
		[
			'a name on the default bridge',
			ask('web', 'db'),
			{net: {name: 'bridge', builtIn: true}},
			['blocked', 'name', 'dns-default-bridge-no-names'],
		],
		['a name from the host’s network', ask('hosted', 'db'), undefined, ['blocked', 'name', 'dns-host-or-none-mode']],
		['an address from the host’s network', ask('hosted', '10.1.0.3', 5432), undefined, clear],
		[
			'listeners nobody looked at',
			ask('web', 'far', 80),
			undefined,
			['blocked', 'network', 'conn-different-bridges-isolated'],
		],
	])('%s', (_, question, change, expected) => {
		expect(outcome(question, change)).toEqual(expected);
	});
});

describe('from and to the host and the outside', () => {
	test.each<readonly [string, ReturnType<typeof ask>, Change | undefined, readonly (string | undefined)[]]>([
		['the host to an address', ask('host', '10.1.0.3', 5432), undefined, clear],
		['the host to a published port', ask('host', '127.0.0.1', 15432), undefined, clear],
		['the host to one for itself only', ask('host', '127.0.0.1', 15433), undefined, clear],
		['outside to a published port', ask('outside', 'db', 15432), undefined, clear],
		[
			'outside to one for the host only',
			ask('outside', 'db', 15433),
			undefined,
			['blocked', 'published', 'port-bound-to-loopback-or-one-ip'],
		],
		[
			'outside to a port that is not published',
			ask('outside', 'far', 80),
			undefined,
			['blocked', 'published', undefined],
		],
		['the host to macvlan', ask('host', '10.4.0.2'), undefined, ['blocked', 'host', 'macvlan-host-unreachable']],
		['a container to a published port at its gateway', ask('web', '10.1.0.1', 15432), undefined, clear],
		['out', ask('web', '192.0.2.1'), undefined, clear],
		[
			'out of an internal network',
			ask('web', '192.0.2.1'),
			{net: {internal: true}},
			['blocked', 'route', 'conn-internal-no-egress'],
		],
		[
			'a name outside, of an internal network',
			ask('web', 'example.com'),
			{net: {internal: true}},
			['blocked', 'route', 'conn-internal-no-egress'],
		],
		[
			'out, and the host does not forward',
			ask('web', '192.0.2.1'),
			{host: {details: {warnings: [], configuredPools: false, ipv4Forwarding: false}}},
			['blocked', 'route', 'daemon-ip-forward-disabled'],
		],
		['a port of the host’s own', ask('web', '10.1.0.1', 22), undefined, ['unknown', undefined, undefined]],
	])('%s', (_, question, change, expected) => {
		expect(outcome(question, change)).toEqual(expected);
	});
});

test('a port that was to be published and is not is no listener’s fault', () => {
	const requested = [{hostPort: 17400, containerPort: 5432, protocol: 'tcp'}];
	const change = {db: {ports: [], details: {...plainDetails, requestedPorts: requested}}};
	expect(outcome(ask('host', 'db', 17400), change)).toEqual(['blocked', 'published', 'port-published-not-programmed']);
	const {steps} = predict(ask('outside', 'db', 17400), worldWith(change));
	expect(steps.find(({id}) => id === 'listener')?.status).toBe('pass');
	expect(outcome(ask('host', 'db', 5432), change)).toEqual(clear);
});

test('an IPv6 address that Docker tells, and no interface has (26, IPv6 switched off by sysctl)', () => {
	const place = (ipv4: string, ipv6: string) => placeOn('six', {ipv4, ipv6});
	const interfaces = [
		{name: 'eth0', addresses: ['10.93.10.3/24'], rxErrors: 0, rxDropped: 0, txErrors: 0, txDropped: 0},
	];
	const snapshot = snapshotOf({
		networks: [networkNamed('six', {ipv6: true})],
		containers: [
			containerNamed('one', [place('10.93.10.2', 'fd00:93:10::2')]),
			containerNamed('other', [place('10.93.10.3', 'fd00:93:10::3')], {
				details: {...plainDetails, sysctls: {'net.ipv6.conf.all.disable_ipv6': '1'}},
			}),
		],
		observations: {
			other: {
				at: plainDetails.startedAt! + 1000,
				routes: {result: 'ok', message: '', routes: [], interfaces},
			},
		},
	});
	const {steps} = predict(ask('one', 'fd00:93:10::3', 8080), snapshot);
	const fault = steps.find(({id}) => id === 'family');
	expect(fault).toMatchObject({status: 'fail', finding: 'ipv6-family-mismatch'});
	expect(fault!.evidence.map(({value}) => value)).toEqual(['10.93.10.3/24', '1']);
	expect(predict(ask('one', '10.93.10.3'), snapshot).verdict).toBe('reachable');
});

test('what nobody looked at is unknown, with a port; without one it does not matter', () => {
	const snapshot = {...worldWith(), observations: new Map()};
	expect(predict(ask('web', 'db', 5432), snapshot).verdict).toBe('unknown');
	expect(predict(ask('web', 'db'), snapshot).verdict).toBe('reachable');
	const {listeners} = listening();
	const cut = {...listeners, partial: true as const};
	expect(predict(ask('web', 'db', 5432), worldWith({listeners: {listeners: cut}})).verdict).toBe('unknown');
});

test('a fault tells the true value and a way out', () => {
	const {steps} = predict(
		ask('web', 'db', 5432),
		worldWith({listeners: listening({address: '127.0.0.1', port: 5432})}),
	);
	const fault = steps.find(({status}) => status === 'fail')!;
	expect(fault.confidence).toBe('observed');
	expect(fault.evidence[0]).toMatchObject({value: '127.0.0.1:5432/tcp', expected: '0.0.0.0:5432/tcp'});
	expect(fault.fix?.title).toContain('0.0.0.0');
});
