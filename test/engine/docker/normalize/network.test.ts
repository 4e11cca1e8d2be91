import {describe, expect, test} from 'vitest';
import {normalizeNetwork} from '../../../../source/engine/docker/normalize/network.js';
import {captured, jsonFixture, listFixture} from '../fixtures.js';

describe.each(captured)('networks of $version', ({version, engine}) => {
	const host = {id: 'h', engine};
	const networks = listFixture(version, 'networks.json').flatMap(json => normalizeNetwork(json, host) ?? []);
	const of = (name: string) => networks.find(network => network.name === name);

	test('with all that was asked for', () => {
		expect(of('adapter-front')).toMatchObject({
			host: 'h',
			driver: 'bridge',
			scope: 'local',
			internal: false,
			ipv4: true,
			ipv6: false,
			builtIn: false,
			labels: {'docknet.test': 'capture'},
		});
		// Podman keeps the range, but does not give it back; it has its own name for the MTU.
		expect(of('adapter-front')?.subnets).toEqual([
			{
				cidr: '10.201.1.0/24',
				gateway: '10.201.1.1',
				ipRange: engine === 'podman' ? undefined : '10.201.1.128/25',
				auxiliary: {},
			},
		]);
		expect(Object.values(of('adapter-front')?.options ?? {})).toEqual(['1400']);
	});

	test('both families', () => {
		expect(of('adapter-back')).toMatchObject({internal: true, ipv6: true});
		expect(of('adapter-back')?.subnets.map(({cidr}) => cidr)).toEqual(['10.201.2.0/24', 'fd00:201::/64']);
	});

	test('the same from the list and from its own inspect', () => {
		expect(normalizeNetwork(jsonFixture(version, 'network-front.json'), host)).toEqual(of('adapter-front'));
		expect(normalizeNetwork(jsonFixture(version, 'network-back.json'), host)).toEqual(of('adapter-back'));
	});

	test('those that the engine made itself', () => {
		const own = networks.filter(network => network.builtIn).map(({name}) => name);
		expect(own).toEqual(networks.map(({name}) => name).filter(name => !name.startsWith('adapter-')));
		expect(own).toContain('bridge');
	});
});

describe('hostile, half and old answers', () => {
	const host = {id: 'h', engine: 'docker'} as const;
	const subnets = (config: unknown) => normalizeNetwork({Id: 'i', Name: 'n', IPAM: {Config: config}}, host)?.subnets;

	test.each([null, 7, [], {}, {Id: 'x'}, {Name: 'x'}])('%j is no network', json => {
		expect(normalizeNetwork(json, host)).toBeUndefined();
	});

	test('switches in every way that engines read them', () => {
		const [icc, masquerade] = ['enable_icc', 'enable_ip_masquerade'].map(key => `com.docker.network.bridge.${key}`);
		const Options = {[icc!]: '0', [masquerade!]: 'F', 'com.docker.network.driver.mtu': '1', note: 'T'};
		expect(normalizeNetwork({Id: 'i', Name: 'n', Options}, host)?.options).toEqual({
			...Options,
			[icc!]: 'false',
			[masquerade!]: 'false',
		});
	});

	test('a bare one', () => {
		expect(
			normalizeNetwork({Id: 'i', Name: 'n', IPAM: null, Options: null, Created: '0001-01-01T00:00:00Z'}, host),
		).toEqual({
			host: 'h',
			id: 'i',
			name: 'n',
			driver: '',
			scope: 'local',
			internal: false,
			attachable: false,
			ingress: false,
			configOnly: false,
			ipv4: true,
			ipv6: false,
			ipamDriver: 'default',
			ipamOptions: {},
			subnets: [],
			options: {},
			labels: {},
			builtIn: false,
		});
	});

	test.each([
		['10.0.0.5/24', '10.0.0.0/24'],
		['fd00:0:0:1::1/64', 'fd00:0:0:1::/64'],
		['10.0.0.0/99', '10.0.0.0/99'],
		['rubbish', 'rubbish'],
	])('subnet %s is %s', (told, cidr) => {
		expect(subnets([{Subnet: told}])?.[0]?.cidr).toBe(cidr);
	});

	test('auxiliary addresses; a gateway with a mask', () => {
		const config = [
			{Subnet: '10.0.0.0/24', Gateway: '10.0.0.1/24', AuxiliaryAddresses: {router: '10.0.0.9', bad: 5}},
			{},
		];
		expect(subnets(config)).toEqual([
			{cidr: '10.0.0.0/24', gateway: '10.0.0.1', ipRange: undefined, auxiliary: {router: '10.0.0.9'}},
		]);
	});

	test('an ingress network of any name is the engine its own', () => {
		expect(normalizeNetwork({Id: 'i', Name: 'mine', Ingress: true}, host)?.builtIn).toBe(true);
	});
});
