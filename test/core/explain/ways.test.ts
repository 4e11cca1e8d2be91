import {describe, expect, test} from 'vitest';
import {predict} from '../../../source/core/explain/predict.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const option = (key: string, value: string) => ({[`com.docker.network.bridge.${key}`]: value});
const subnets = (...cidrs: readonly string[]) => cidrs.map(cidr => ({cidr, auxiliary: {}}));
const both = (number: number) => ({ipv6: true, subnets: subnets(`10.${number}.0.0/24`, `fd00:${number}::/64`)});
const placeOnBoth = (name: string, number: number) =>
	placeOn(name, {
		ipv4: `10.${number}.0.2`,
		gateway: `10.${number}.0.1`,
		ipv6: `fd00:${number}::2`,
		gateway6: `fd00:${number}::1`,
	});

/** In routed mode a published port has no number on the host. */
const exposed = [{containerPort: 5432, protocol: 'tcp'}];
const twice = (place: ReturnType<typeof placeOn>) => ({
	...place,
	ipv6: place.ipv6!.replace(/2$/, '7'),
	ipv4: place.ipv4!.replace(/2$/, '7'),
});

/** The rules are those of the engines: measured on 20.10, 26 and 28 by test/truth/prediction.test.ts. */
function worldOf(version: string) {
	// Before 25 internal networks have a default gateway.
	const gateway = version.startsWith('20.') ? {gateway: '10.2.0.1'} : {};
	return snapshotOf({
		host: {version},
		networks: [
			networkNamed('app', {subnets: subnets('10.1.0.0/24')}),
			networkNamed('inside', {subnets: subnets('10.2.0.0/24'), internal: true}),
			networkNamed('six', both(3)),
			networkNamed('other', both(4)),
			networkNamed('closed', {...both(5), options: option('enable_icc', 'false')}),
			networkNamed('sealed', {
				subnets: subnets('10.6.0.0/24'),
				internal: true,
				options: option('gateway_mode_ipv4', 'isolated'),
			}),
			networkNamed('lan', {driver: 'macvlan', options: {parent: 'eth0'}, subnets: subnets('10.7.0.0/24')}),
			networkNamed('wire', {
				driver: 'macvlan',
				options: {parent: 'eth1'},
				subnets: [{cidr: '10.8.0.0/24', gateway: '10.8.0.1', auxiliary: {}}],
			}),
			networkNamed('lost', {...both(9), internal: true}),
			networkNamed('idle', both(11)),
			networkNamed('open', {subnets: subnets('10.10.0.0/24'), options: option('gateway_mode_ipv4', 'routed')}),
		],
		containers: [
			containerNamed('web', [placeOn('app', {ipv4: '10.1.0.2', gateway: '10.1.0.1'})]),
			containerNamed('batch', [placeOn('inside', {ipv4: '10.2.0.2', ...gateway})]),
			containerNamed('db', [placeOnBoth('six', 3)], {
				ports: [
					{hostIp: '0.0.0.0', hostPort: 15432, containerPort: 5432, protocol: 'tcp'},
					{hostIp: '192.0.2.7', hostPort: 15433, containerPort: 5432, protocol: 'tcp'},
					{hostIp: '0.0.0.0', hostPort: 15453, containerPort: 53, protocol: 'udp'},
					{hostIp: '10.3.0.1', hostPort: 15454, containerPort: 53, protocol: 'udp'},
					{hostIp: '127.0.0.1', hostPort: 15434, containerPort: 5432, protocol: 'tcp'},
				],
			}),
			containerNamed('near', [placeOnBoth('other', 4)]),
			containerNamed('shy', [placeOnBoth('closed', 5)]),
			containerNamed('meek', [placeOn('closed', {ipv4: '10.5.0.3', ipv6: 'fd00:5::3'})]),
			containerNamed('hidden', [placeOn('sealed', {ipv4: '10.6.0.2'})]),
			containerNamed('camera', [placeOn('lan', {ipv4: '10.7.0.2', gateway: '10.7.0.1'})]),
			containerNamed('phone', [placeOn('wire', {ipv4: '10.8.0.2', gateway: '10.8.0.1'})]),
			containerNamed('deep', [placeOn('lost', {ipv4: '10.9.0.2', ipv6: 'fd00:9::2'})]),
			containerNamed('gate', [placeOn('open', {ipv4: '10.10.0.2', gateway: '10.10.0.1'})], {ports: exposed}),
			containerNamed('side', [placeOn('app', {ipv4: '10.1.0.4'}), placeOn('open', {ipv4: '10.10.0.4'})], {
				ports: exposed,
			}),
			containerNamed('twice', [placeOnBoth('six', 3), placeOnBoth('closed', 5)].map(twice)),
			containerNamed('half', [
				placeOn('app', {ipv4: '10.1.0.5'}),
				placeOn('lost', {ipv6: 'fd00:9::5', gateway6: 'fd00:9::1'}),
			]),
			containerNamed('hosted', [], {networkMode: 'host'}),
		],
		observations: Object.fromEntries(
			['db', 'gate', 'side', 'twice'].map(name => [
				name,
				listening({address: '0.0.0.0', port: 5432}, {address: '::', port: 53, protocol: 'udp'}),
			]),
		),
	});
}

function outcome(question: ReturnType<typeof ask>, version = '28.5.2') {
	const {verdict, steps} = predict(question, worldOf(version));
	return [verdict, steps.find(({status}) => status === 'fail')?.finding];
}

const reachable = ['reachable', undefined];
const unknown = ['unknown', undefined];
const noEgress = ['blocked', 'conn-internal-no-egress'];
const elsewhere = ['blocked', 'port-bound-to-loopback-or-one-ip'];

describe('from an internal network', () => {
	test.each([
		['its own gateway', ask('batch', '10.2.0.1'), '28.5.2', reachable],
		['another address of its host', ask('batch', '10.1.0.1'), '28.5.2', noEgress],
		['that before 25, by its default gateway', ask('batch', '10.1.0.1'), '20.10.24', reachable],
		['outside, before 25', ask('batch', '198.51.100.1'), '20.10.24', noEgress],
		['a published port at its own gateway', ask('batch', '10.2.0.1', 15432), '28.5.2', noEgress],
		['that, before 25', ask('batch', '10.2.0.1', 15432), '20.10.24', noEgress],
		[
			'the host by IPv6, without such an address',
			ask('batch', 'fd00:3::1'),
			'20.10.24',
			['blocked', 'ipv6-family-mismatch'],
		],
	])('%s', (_, question, version, expected) => {
		expect(outcome(question, version)).toEqual(expected);
	});
});

describe('IPv6 between bridges', () => {
	test.each([
		['from 27 on it is filtered', ask('db', 'fd00:4::2'), '27.0.1', ['blocked', 'conn-different-bridges-isolated']],
		['before it is not', ask('db', 'fd00:4::2'), '26.1.5', reachable],
		['IPv4 always was', ask('db', '10.4.0.2'), '26.1.5', ['blocked', 'conn-different-bridges-isolated']],
		[
			'an internal network has no way back',
			ask('db', 'fd00:9::2'),
			'26.1.5',
			['blocked', 'conn-different-bridges-isolated'],
		],
		['outside, nobody masquerades it', ask('db', '2001:db8::1'), '26.1.5', unknown],
		['outside, from 27 on', ask('db', '2001:db8::1'), '28.5.2', reachable],
		['where icc is off, from 27 on', ask('meek', 'fd00:5::2'), '28.5.2', ['blocked', 'conn-icc-disabled']],
		['where icc is off, before', ask('meek', 'fd00:5::2'), '26.1.5', reachable],
		['where icc is off, IPv4', ask('meek', '10.5.0.2'), '26.1.5', ['blocked', 'conn-icc-disabled']],
		['where icc is off, by a name of both', ask('meek', 'shy'), '26.1.5', unknown],
	])('%s', (_, question, version, expected) => {
		expect(outcome(question, version)).toEqual(expected);
	});
});

describe('on which address of the host a port is published', () => {
	test.each([
		['all of IPv4', ask('web', '10.1.0.1', 15432), reachable],
		['IPv6 is not among them', ask('near', 'fd00:4::1', 15432), ['blocked', 'ipv6-published-v4-only-path']],
		['one, and another is asked', ask('web', '10.1.0.1', 15433), elsewhere],
		['one, and the host asks on loopback', ask('host', '127.0.0.1', 15433), elsewhere],
		['one, from outside: addresses may be translated', ask('outside', '203.0.113.1', 15433), unknown],
		['one, from outside at that', ask('outside', '192.0.2.7', 15433), reachable],
		['loopback, and a container asks its gateway', ask('web', '10.1.0.1', 15434), elsewhere],
		['loopback, and a container with the host’s network asks', ask('hosted', '127.0.0.1', 15434), reachable],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});
});

describe('UDP at a published port', () => {
	test.each([
		['at the gateway of its own network', ask('near', '10.4.0.1', 15453, 'udp'), '26.1.5', reachable],
		[
			'at another of the host’s addresses: the answer has the wrong one',
			ask('near', '10.3.0.1', 15453, 'udp'),
			'26.1.5',
			['blocked', 'port-hairpin-cross-network'],
		],
		['that, from 28 on', ask('near', '10.3.0.1', 15453, 'udp'), '28.5.2', reachable],
		['at the one address that it is published on', ask('near', '10.3.0.1', 15454, 'udp'), '26.1.5', reachable],
	])('%s', (_, question, version, expected) => {
		expect(outcome(question, version)).toEqual(expected);
	});
});

describe('the host on a bridge that nobody uses', () => {
	test.each([
		['answers by IPv4', ask('near', '10.11.0.1'), reachable],
		['may not by IPv6', ask('near', 'fd00:11::1'), unknown],
		['does on one that is used', ask('near', 'fd00:3::1'), reachable],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});
});

describe('past the host', () => {
	test.each([
		['the host has no address on an isolated network', ask('hidden', '10.6.0.1'), ['blocked', undefined]],
		['nor does it reach one there', ask('host', '10.6.0.2'), ['blocked', undefined]],
		['a macvlan does not reach its host', ask('phone', '10.1.0.1'), ['blocked', 'macvlan-host-unreachable']],
		['nor what it publishes', ask('phone', '10.1.0.1', 15432), ['blocked', 'macvlan-host-unreachable']],
		['a macvlan reaches outside by the gateway that it was given', ask('phone', '198.51.100.1'), reachable],
		['whether there is one at the address that Docker chose is not known', ask('camera', '198.51.100.1'), unknown],
	])('%s', (_, question, expected) => {
		expect(outcome(question)).toEqual(expected);
	});
});

describe('gateway mode routed', () => {
	test.each([
		['a published port', ask('web', '10.10.0.2', 5432), '28.5.2', reachable],
		['one that is not', ask('web', '10.10.0.2', 80), '28.5.2', ['blocked', 'conn-different-bridges-isolated']],
		[
			'the default gateway is on another network: before 29 the port is open there only',
			ask('near', '10.10.0.4', 5432),
			'28.5.2',
			['blocked', 'conn-different-bridges-isolated'],
		],
		['that, from 29 on', ask('near', '10.10.0.4', 5432), '29.1.0', reachable],
		['outside, the way back must be known', ask('gate', '198.51.100.1'), '28.5.2', unknown],
	])('%s', (_, question, version, expected) => {
		expect(outcome(question, version)).toEqual(expected);
	});
});

describe('containers on several networks, before 27', () => {
	test.each([
		['UDP is answered from the address of the way back', ask('near', 'fd00:3::7', 53, 'udp'), unknown],
		['or from the one that was asked', ask('near', 'fd00:5::7', 53, 'udp'), reachable],
		[
			'an internal network’s gateway is not used beside another',
			ask('half', 'fd00:3::2'),
			['blocked', 'conn-different-bridges-isolated'],
		],
	])('%s', (_, question, expected) => {
		expect(outcome(question, '20.10.24')).toEqual(expected);
	});
});

test('a name with its network’s behind it is the container’s, from elsewhere too', () => {
	expect(outcome(ask('web', 'db.six'))).toEqual(['blocked', 'conn-different-bridges-isolated']);
});
