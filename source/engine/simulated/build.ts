import {parseAddress} from '../../core/ip/address.js';
import {defaultPools} from '../../core/ip/default-pools.js';
import type {Container, Endpoint} from '../../core/model/container.js';
import type {Host} from '../../core/model/host.js';
import type {Network, Subnet} from '../../core/model/network.js';
import {plainEndpoint} from '../../core/plan/step.js';
import type {Blueprint, ContainerPlan, NetworkPlan} from './blueprint.js';
import {plugged, unplugged} from './endpoint.js';
import {plugsOf} from './lifecycle.js';
import {nextSubnet, reservedOn, withGateway} from './pool.js';
import {identity} from './random.js';
import {type Image, isUp, type Machine, type World} from './world.js';

const hostId = 'demo';
const minute = 60_000;

const builtIn: readonly NetworkPlan[] = [
	{
		name: 'bridge',
		builtIn: true,
		subnets: ['172.17.0.0/16'],
		options: {
			'com.docker.network.bridge.default_bridge': 'true',
			'com.docker.network.bridge.enable_icc': 'true',
			'com.docker.network.bridge.enable_ip_masquerade': 'true',
			'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
			'com.docker.network.bridge.name': 'docker0',
			'com.docker.network.driver.mtu': '1500',
		},
	},
	{name: 'host', driver: 'host', builtIn: true, subnets: []},
	{name: 'none', driver: 'null', builtIn: true, subnets: []},
];

/** The world that a blueprint describes, at a moment; the same for the same arguments. */
export function build(blueprint: Blueprint, address: string, seed: number, now: number): World {
	const networks = new Map<string, Network>();
	for (const plan of [...builtIn, ...blueprint.networks]) {
		const network = makeNetwork(plan, networks.values(), `${seed} ${plan.name}`, now);
		networks.set(network.id, network);
	}

	const place = placer([...networks.values()], seed, now);
	const machines = blueprint.containers.map(plan => place(plan, imageOf(blueprint, plan.image)));
	return {
		seed,
		host: makeHost(blueprint, address),
		images: blueprint.images,
		networks,
		machines: new Map(machines.map(machine => [machine.container.id, machine])),
		sinks: [],
		made: machines.length + networks.size,
	};
}

function imageOf({images}: Blueprint, name: string): Image {
	return images.find(image => image.name === name)!;
}

function makeHost({swarm}: Blueprint, address: string): Host {
	return {
		id: hostId,
		name: 'demo',
		address,
		engine: 'simulated',
		version: '28.5.2',
		apiVersion: '1.51',
		operatingSystem: 'A simulated engine',
		rootless: false,
		swarm: {state: swarm ? 'active' : 'inactive', manager: swarm === true},
		addressPools: defaultPools,
		drivers: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
	};
}

function makeNetwork(plan: NetworkPlan, others: Iterable<Network>, key: string, now: number): Network {
	const {subnets, driver = 'bridge', ...facts} = plan;
	const asked = subnets?.map(subnetFrom) ?? [nextSubnet(others, 4, driver)];
	return {
		host: hostId,
		id: identity(`network ${key}`),
		driver,
		scope: driver === 'overlay' ? 'swarm' : 'local',
		created: now - 9000 * minute,
		internal: false,
		attachable: false,
		ingress: false,
		configOnly: false,
		ipv4: true,
		ipv6: asked.some(subnet => subnet.cidr.includes(':')),
		ipamDriver: 'default',
		ipamOptions: {},
		subnets: asked,
		options: {},
		labels: {},
		builtIn: false,
		...facts,
	};
}

function subnetFrom(subnet: string | Subnet): Subnet {
	return withGateway(typeof subnet === 'string' ? {cidr: subnet, auxiliary: {}} : subnet);
}

/** Makes containers one after the other and remembers the addresses given, so that a thousand are made quickly. */
function placer(networks: readonly Network[], seed: number, now: number) {
	const byName = new Map(networks.map(network => [network.name, network]));
	const taken = new Map(networks.map(network => [network.id, reservedOn(network)]));
	const containerId = (name: string) => identity(`container ${seed} ${name}`);

	const placeOn = (plan: ContainerPlan, name: string, named: {id: string; name: string}, up: boolean): Endpoint => {
		const network = byName.get(name);
		const draft = {...plainEndpoint, ...plan.networks?.[name]};
		if (!network) return unplugged(named, missingNetwork(name, seed), draft);
		const endpoint = unplugged(named, network, draft);
		if (!up) return endpoint;
		const used = taken.get(network.id)!;
		const placed = plugged(endpoint, network, used, draft.mac);
		for (const address of [placed.ipv4, placed.ipv6]) if (address) used.add(parseAddress(address)!.value);
		return placed;
	};

	return (plan: ContainerPlan, {command, listens = []}: Image): Machine => {
		const {name, image, state = 'running', mode} = plan;
		const named = {id: containerId(name), name};
		const up = isUp({state});
		const where = mode === 'host' || mode === 'none' ? [mode] : Object.keys(plan.networks ?? {});
		const endpoints = where.map(network => placeOn(plan, network, named, up));
		const changedAt = now - (plan.minutes ?? 190) * minute;
		const owner = mode?.startsWith('container:') ? containerId(mode.slice('container:'.length)) : undefined;
		const container: Container = {
			host: hostId,
			...named,
			image,
			command: plan.command ?? command,
			created: changedAt - 3 * minute,
			state,
			status: '',
			health: plan.health,
			exitCode: plan.exitCode,
			error: plan.error,
			networkMode: owner ? `container:${owner}` : (mode ?? where[0] ?? 'bridge'),
			sharesNetworkOf: owner,
			endpoints,
			ports: plan.ports ?? [],
			labels: plan.labels ?? {},
			detailed: true,
		};
		return {
			container,
			changedAt,
			pausedAt: state === 'paused' ? now - 4 * minute : undefined,
			pausedMs: 0,
			plugs: up ? plugsOf(endpoints, changedAt) : [],
			profile: plan.traffic ?? {receives: 0, sends: 0},
			listens: plan.listens ?? listens,
			mtu: plan.mtu,
			habit: plan.habit,
			removeWhenStopped: false,
		};
	};
}

/** A network that a container remembers and the engine no longer has. */
function missingNetwork(name: string, seed: number): Network {
	return makeNetwork({name, subnets: []}, [], `${seed} gone ${name}`, 0);
}
