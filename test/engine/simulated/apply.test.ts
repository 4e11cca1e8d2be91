import {describe, expect, test} from 'vitest';
import {type EndpointDraft, type NetworkDraft, plainEndpoint, type Step} from '../../../source/core/plan/step.js';
import {EngineError} from '../../../source/engine/errors.js';
import {apply} from '../../../source/engine/simulated/apply.js';
import {build} from '../../../source/engine/simulated/build.js';
import {blueprints} from '../../../source/engine/simulated/scenarios/all.js';
import {needMachine, needNetwork} from '../../../source/engine/simulated/world.js';
import {plainDraft} from '../../objects.js';

const at = 1.8e12;
const shop = build(blueprints.shop(), 'demo:shop', 1, at);
const swarm = build(blueprints.swarm(), 'demo:swarm', 1, at);
const host = shop.host.id;

function create(facts: Partial<NetworkDraft>): Step {
	return {
		type: 'create-network',
		host,
		draft: {...plainDraft, name: 'made', ...facts},
	};
}

function connect(network: string, container: string, endpoint: Partial<EndpointDraft> = {}): Step {
	const names = {network, networkName: network, container, containerName: container};
	return {type: 'connect', host, ...names, endpoint: {...plainEndpoint, ...endpoint}};
}

function disconnect(network: string, container: string): Step {
	return {type: 'disconnect', host, network, networkName: network, container, containerName: container, force: false};
}

function remove(network: string): Step {
	return {type: 'remove-network', host, network, networkName: network};
}

function run(image: string, name: string): Step {
	const draft = {name, image, command: [], network: 'shop_back', endpoint: plainEndpoint, removeWhenStopped: false};
	return {type: 'run-container', host, draft};
}

const block = (cidr: string) => ({cidr, auxiliary: {}});

describe('refusals, in the words of the engine', () => {
	const refusals: readonly (readonly [Step, EngineError['kind'], string])[] = [
		[create({name: ''}), 'invalid', 'invalid name: name is empty'],
		[create({name: 'bridge'}), 'denied', 'operation is not permitted on predefined bridge network'],
		[create({name: 'shop_back'}), 'conflict', 'network with name shop_back already exists'],
		[create({driver: 'host'}), 'denied', 'only one instance of "host" network is allowed'],
		[create({driver: 'weave'}), 'missing', 'plugin "weave" not found'],
		[create({driver: 'overlay'}), 'unsupported', 'This node is not a swarm manager.'],
		[create({ipv4: false}), 'invalid', 'IPv4 or IPv6 must be enabled'],
		[create({subnets: [block('172.21.9.0/24')]}), 'denied', 'Pool overlaps with other one on this address space'],
		[create({subnets: [block('10.9.0.7/24')]}), 'invalid', 'invalid subnet 10.9.0.7/24'],
		[create({subnets: [{...block('10.9.0.0/24'), gateway: '10.8.0.1'}]}), 'invalid', 'invalid gateway 10.8.0.1'],
		[create({subnets: [block('10.9.0.0/24'), block('10.9.1.0/24')]}), 'invalid', "doesn't support multiple subnets"],
		[remove('bridge'), 'denied', 'bridge is a pre-defined network and cannot be removed'],
		[remove('shop_data'), 'denied', 'network shop_data has active endpoints (name:"shop-api-1"'],
		[remove('nothing'), 'missing', 'network nothing not found'],
		[connect('shop_back', 'shop-api-1'), 'denied', 'endpoint with name shop-api-1 already exists in network shop_back'],
		[connect('host', 'toolbox'), 'denied', 'cannot connect container to host network'],
		[connect('none', 'toolbox'), 'denied', 'private (none) mode'],
		[connect('shop_back', 'node-exporter'), 'denied', 'container sharing network namespace'],
		[connect('shop_back', 'shop-api-mesh-1'), 'denied', 'container sharing network namespace'],
		[connect('shop_back', 'nobody'), 'missing', 'No such container: nobody'],
		[connect('monitoring', 'toolbox', {ipv4: '172.30.8.9'}), 'denied', 'Address already in use'],
		[connect('monitoring', 'toolbox', {ipv4: '10.0.0.1'}), 'invalid', 'no configured subnet'],
		[connect('bridge', 'grafana', {aliases: ['x']}), 'invalid', 'network-scoped alias is supported only'],
		[disconnect('monitoring', 'toolbox'), 'denied', 'is not connected to the network monitoring'],
		[disconnect('host', 'node-exporter'), 'denied', 'cannot disconnect container from host network'],
		[run('nothing', 'new'), 'missing', 'No such image: nothing:latest'],
		[run('redis:7', 'grafana'), 'conflict', 'The container name "/grafana" is already in use'],
	];

	test.each(refusals)('%o', (step, kind, message) => {
		const refusal = (() => {
			try {
				apply(shop, step, at);
				return undefined;
			} catch (error) {
				return error;
			}
		})();
		expect(refusal).toBeInstanceOf(EngineError);
		expect(refusal).toMatchObject({kind, message: expect.stringContaining(message)});
	});

	test('a container is attached by hand to an attachable overlay only', () => {
		expect(() => apply(swarm, connect('site_front', 'debug'), at)).toThrow('not manually attachable');
		expect(apply(swarm, create({driver: 'overlay', attachable: true}), at).created).toBeDefined();
	});
});

test('a network is made with what was left to the engine', () => {
	const {world, created, events} = apply(shop, create({ipv6: true, labels: {team: 'x'}}), at);
	expect(needNetwork(world, created!)).toMatchObject({
		name: 'made',
		ipv6: true,
		subnets: [{cidr: '172.18.0.0/16', gateway: '172.18.0.1'}, {gateway: expect.stringMatching(/^fd.*::1$/)}],
		labels: {team: 'x'},
	});
	expect(events).toMatchObject([{kind: 'network', action: 'create', name: 'made', at}]);
	expect(shop.networks.size).toBe(world.networks.size - 1);
});

test('a connection has its own interface, address, names and event', () => {
	const {world, events} = apply(shop, connect('monitoring', 'shop-db-1', {aliases: ['store']}), at);
	const {container, plugs} = needMachine(world, 'shop-db-1');
	expect(container.endpoints[1]).toMatchObject({ipv4: '172.30.8.131', aliases: ['store']});
	expect(container.endpoints[1]!.dnsNames).toEqual(['shop-db-1', 'store', container.id.slice(0, 12)]);
	expect(plugs.map(plug => plug.interfaceName)).toEqual(['eth0', 'eth1']);
	expect(events).toMatchObject([{action: 'connect', name: 'monitoring', container: container.id}]);
	const back = apply(world, disconnect('monitoring', 'shop-db-1'), at).world;
	expect(needMachine(back, 'shop-db-1').container).toEqual(needMachine(shop, 'shop-db-1').container);
});

test('a stopped container keeps its place without an address, and does not hold the network', () => {
	const step = connect('monitoring', 'shop-migrate-1', {ipv4: '172.30.8.50'});
	const {world, events} = apply(shop, step, at);
	const endpoint = needMachine(world, 'shop-migrate-1').container.endpoints[1]!;
	expect(endpoint).toMatchObject({networkName: 'monitoring', requested: {ipv4: '172.30.8.50'}});
	expect(endpoint.ipv4).toBeUndefined();
	expect(events).toEqual([]);
});
