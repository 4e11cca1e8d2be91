import {describe, expect, test} from 'vitest';
import type {Container} from '../../../../source/core/model/container.js';
import {
	type ContainerContext,
	isListedInPart,
	needsNetworks,
	normalizeContainer,
	withDetails,
} from '../../../../source/engine/docker/normalize/container.js';
import {normalizeNetwork} from '../../../../source/engine/docker/normalize/network.js';
import {captured, jsonFixture, listFixture} from '../fixtures.js';

function contextOf({version, engine}: (typeof captured)[number]): ContainerContext {
	const networks = listFixture(version, 'networks.json').flatMap(
		json => normalizeNetwork(json, {id: 'h', engine}) ?? [],
	);
	return {
		host: 'h',
		engine,
		networkNamed: name =>
			networks.find(network => network.name === name || (name === 'podman' && network.name === 'bridge')),
	};
}

function idOf(version: string, network: string): string {
	const found = listFixture(version, 'networks.json').find(json => (json as {Name: string}).Name === network);
	return (found as {Id: string}).Id;
}

const names = ['web', 'side', 'host', 'none', 'plain', 'gone', 'new', 'sick', 'paused'];

describe.each(captured)('containers of $version', engine => {
	const {version} = engine;
	const context = contextOf(engine);
	const json = listFixture(version, 'containers.json');
	const listed = new Map(
		json.map(item => {
			const container = normalizeContainer(item, context);
			return [container?.name, container];
		}),
	);
	const of = (name: string) => listed.get(`adapter-${name}`) as Container;
	const detailed = (name: string) => withDetails(of(name), jsonFixture(version, `container-${name}.json`), context);

	test('are all there, by their plain names', () => {
		expect([...listed.keys()].sort()).toEqual(names.map(name => `adapter-${name}`).sort());
	});

	test('on two networks: addresses, masks, gateways, by the networks ids', () => {
		const [back, front] = of('web').endpoints;
		expect(back).toMatchObject({
			networkId: idOf(version, 'adapter-back'),
			networkName: 'adapter-back',
			ipv4: '10.201.2.2',
			ipv4PrefixLength: 24,
			ipv6: 'fd00:201::99',
			ipv6PrefixLength: 64,
		});
		expect(front).toMatchObject({
			networkId: idOf(version, 'adapter-front'),
			ipv4: '10.201.1.130',
			gateway: '10.201.1.1',
			gatewayPriority: 0,
		});
		expect(front?.mac).toMatch(/^([\da-f]{2}:){5}[\da-f]{2}$/);
		expect(front?.ipv6).toBeUndefined();
	});

	test('details add aliases and names, and change no other field of an endpoint', () => {
		for (const name of names) {
			const plain = (container: Container) =>
				container.endpoints.map(endpoint => ({...endpoint, aliases: [], dnsNames: [], driverOptions: {}}));
			const attached = engine.engine === 'podman' && isListedInPart(json.find(item => isNamed(item, name)));
			if (!attached) expect(plain(detailed(name)), name).toEqual(plain(of(name)));
		}

		const [back, front] = detailed('web').endpoints;
		expect(back?.aliases).toEqual(['api']);
		expect(front?.aliases).toEqual(['web', 'www']);
		expect(front?.dnsNames).toEqual(['adapter-web', 'web', 'www', of('web').id.slice(0, 12)]);
		expect(detailed('plain').endpoints[0]?.dnsNames).toEqual([]);
		expect(detailed('web')).toMatchObject({detailed: true, status: of('web').status});
		expect(detailed('web').ports).toEqual(expect.arrayContaining([...of('web').ports]));
	});

	test('network modes', () => {
		expect(detailed('host').networkMode).toBe('host');
		expect(detailed('none').networkMode).toBe('none');
		expect(of('plain')).toMatchObject({networkMode: 'bridge', endpoints: [{networkName: 'bridge'}]});
		expect(detailed('plain').networkMode).toBe('bridge');
		expect(of('gone').networkMode).toBe('adapter-back');
		expect(detailed('gone').networkMode).toBe('adapter-back');
	});

	test('a sidecar has no endpoints and ports of its own', () => {
		expect(detailed('side')).toMatchObject({sharesNetworkOf: of('web').id, endpoints: [], ports: []});
		expect(detailed('web').sharesNetworkOf).toBeUndefined();
	});

	test('one that never ran is on the network that it names', () => {
		expect(of('new')).toMatchObject({
			state: 'created',
			endpoints: [{networkId: idOf(version, 'adapter-front'), networkName: 'adapter-front'}],
		});
		expect(of('new').endpoints[0]).not.toHaveProperty('ipv4');
		expect(detailed('new').endpoints[0]?.aliases).toEqual(['fresh']);
		expect(needsNetworks(json.find(item => isNamed(item, 'new')))).toBe(true);
	});

	test('state, exit code, health', () => {
		expect(of('gone')).toMatchObject({state: 'exited', exitCode: 3});
		expect(detailed('gone')).toMatchObject({state: 'exited', exitCode: 3});
		expect(detailed('gone').error).toBeUndefined();
		expect(of('paused').state).toBe('paused');
		expect(of('web').exitCode).toBeUndefined();
		expect(detailed('web').exitCode).toBeUndefined();
		expect(detailed('web').health).toBeUndefined();
		// Podman 4.3 without systemd never runs health checks.
		expect(detailed('sick').health).toBe(engine.engine === 'podman' ? 'starting' : 'unhealthy');
	});

	test('ports', () => {
		expect(of('web').ports).toContainEqual(
			expect.objectContaining({hostIp: '127.0.0.1', hostPort: 18931, containerPort: 8080, protocol: 'tcp'}),
		);
		expect(of('web').ports).toContainEqual(
			expect.objectContaining({hostPort: 18932, containerPort: 53, protocol: 'udp'}),
		);
	});

	test('what was asked for is kept', () => {
		const wanted = engine.engine === 'podman' ? {} : {ipv4: '10.201.1.130'};
		expect(of('web').endpoints[1]?.requested).toEqual(wanted);
	});

	test('nothing of the environment gets in', () => {
		expect(JSON.stringify(jsonFixture(version, 'container-web.json'))).toContain('hunter2');
		expect(JSON.stringify(detailed('web'))).not.toContain('hunter2');
	});
});

describe('Podman', () => {
	test('lists that do not tell how a container is attached, or all of its ports, are known', () => {
		const unknown = listFixture('podman-4.3', 'containers.json').filter(isListedInPart);
		expect(unknown.map(item => (item as {Names: string[]}).Names[0]).sort()).toEqual([
			'/adapter-host',
			'/adapter-none',
			'/adapter-side',
			'/adapter-web',
		]);
	});
});

describe('hostile and half answers', () => {
	const context: ContainerContext = {host: 'h', engine: 'docker', networkNamed: () => undefined};

	test.each([null, undefined, 1, 'x', [], {}, {Id: ''}])('%j is no container', json => {
		expect(normalizeContainer(json, context)).toBeUndefined();
	});

	test('missing and null fields', () => {
		const bare = normalizeContainer(
			{Id: 'a'.repeat(64), Names: null, NetworkSettings: null, Ports: [null, {}]},
			context,
		);
		expect(bare).toMatchObject({name: 'a'.repeat(12), endpoints: [], ports: [], labels: {}, networkMode: 'bridge'});
		expect(withDetails(bare as Container, null, context)).toMatchObject({detailed: true, endpoints: []});
	});

	test('a network that is gone has no id', () => {
		const json = {Id: 'b', State: 'created', NetworkSettings: {Networks: {lost: {NetworkID: ''}}}};
		expect(normalizeContainer(json, context)?.endpoints).toMatchObject([{networkId: '', networkName: 'lost'}]);
	});

	test('the default bridge that an engine made anew is the same network to a container that stopped before', () => {
		const json = {Id: 'b', State: 'exited', NetworkSettings: {Networks: {bridge: {NetworkID: 'former'}}}};
		const now = {...context, networkNamed: (name: string) => ({id: 'new', name})};
		expect(normalizeContainer(json, now)?.endpoints).toMatchObject([{networkId: 'new', networkName: 'bridge'}]);
	});

	test('an own name among legacy links', () => {
		const json = {Id: 'b', Names: ['/other/alias', '/own']};
		expect(normalizeContainer(json, context)?.name).toBe('own');
	});
});

function isNamed(item: unknown, name: string): boolean {
	return (item as {Names: readonly string[]}).Names.includes(`/adapter-${name}`);
}
