import {expect, test} from 'vitest';
import type {Container, Endpoint} from '../../../source/core/model/container.js';
import {ipamDuplicateAddressOrMac} from '../../../source/core/rules/ipam-duplicate-address-or-mac.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const mac = '02:42:ac:00:00:77';

function found(driver: string, web: Partial<Endpoint>, db: Partial<Endpoint>, facts: Partial<Container> = {}) {
	const containers = [
		containerNamed('web', [placeOn('lan', web)]),
		containerNamed('db', [placeOn('lan', db)], {...facts}),
	];
	return [...ipamDuplicateAddressOrMac.check(snapshotOf({networks: [networkNamed('lan', {driver})], containers}))];
}

test('two that run with one MAC address, or one address', () => {
	expect(found('bridge', {ipv4: '172.18.0.2', mac}, {ipv4: '172.18.0.3', mac: mac.toUpperCase()})).toMatchObject([
		{
			subject: {name: 'lan'},
			confidence: 'observed',
			evidence: [
				{at: 'web NetworkSettings.Networks["lan"] MacAddress', value: mac},
				{at: 'db NetworkSettings.Networks["lan"] MacAddress', value: mac},
			],
		},
	]);
	expect(found('macvlan', {ipv4: '192.168.1.9'}, {ipv4: '192.168.1.9'})).toHaveLength(1);
	expect(ipamDuplicateAddressOrMac.severity).toBe('high');
});

test('one of them stopped: only what was asked for counts, and weighs little', () => {
	const stopped = {state: 'exited', details: {...plainDetails, requestedMac: mac}} as const;
	expect(found('bridge', {mac}, {}, stopped)).toMatchObject([{severity: 'low', confidence: 'predicted'}]);
	expect(found('bridge', {ipv4: '172.18.0.2'}, {requested: {ipv4: '172.18.0.2'}}, stopped)).toMatchObject([
		{severity: 'low'},
	]);
});

test('who has it is told from who asks for it', () => {
	const db = {state: 'exited'} as const;
	const [one] = found('bridge', {ipv4: '172.18.0.2'}, {requested: {ipv4: '172.18.0.2'}}, db);
	expect(one?.message).toContain('web has address 172.18.0.2 on lan, which db will ask for');
});

test('others have others; ipvlan shares its parent’s MAC address', () => {
	expect(found('bridge', {ipv4: '172.18.0.2', mac}, {ipv4: '172.18.0.3', mac: '02:42:ac:00:00:78'})).toEqual([]);
	expect(found('ipvlan', {ipv4: '192.168.1.9', mac}, {ipv4: '192.168.1.10', mac})).toEqual([]);
	expect(found('bridge', {}, {})).toEqual([]);
});

test('on a LAN, the host itself has it, or its router; a router that is the container itself is reached by another interface', () => {
	const counters = {rxErrors: 0, rxDropped: 0, txErrors: 0, txDropped: 0};
	const check = (ipv4: string, by = 'eth0', driver = 'macvlan') => {
		const routes = {
			result: 'ok' as const,
			message: '',
			routes: [],
			interfaces: [{name: 'eth0', addresses: ['192.168.1.10/24'], ...counters}],
			defaultGateway: {address: '192.168.1.1', interface: by},
		};
		const networks = [networkNamed('lan', {driver, options: {parent: 'eth0'}})];
		const containers = [containerNamed('web', [placeOn('lan', {ipv4})])];
		return [...ipamDuplicateAddressOrMac.check(snapshotOf({networks, containers, observations: {[lab]: {routes}}}))];
	};
	expect(check('192.168.1.10')).toMatchObject([
		{subject: {name: 'lan'}, evidence: [{value: '192.168.1.10'}, {value: '192.168.1.10: eth0 of the host'}]},
	]);
	expect(check('192.168.1.1')).toMatchObject([{evidence: [{value: '192.168.1.1'}, {source: 'host'}]}]);
	expect(check('192.168.1.9')).toEqual([]);
	expect(check('192.168.1.1', 'shim')).toEqual([]);
	expect(check('192.168.1.10', 'eth0', 'bridge')).toEqual([]);
	const unread = {routes: {result: 'ok' as const, message: '', routes: [], interfaces: []}};
	const parentless = [networkNamed('lan', {driver: 'macvlan'})];
	expect([
		...ipamDuplicateAddressOrMac.check(snapshotOf({networks: parentless, observations: {[lab]: unread}})),
	]).toEqual([]);
});
