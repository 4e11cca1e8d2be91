import {expect, test} from 'vitest';
import type {Container, Endpoint} from '../../../source/core/model/container.js';
import {ipamDuplicateAddressOrMac} from '../../../source/core/rules/ipam-duplicate-address-or-mac.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

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
