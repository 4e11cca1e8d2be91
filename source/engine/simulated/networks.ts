import {parseAddress} from '../../core/ip/address.js';
import {contains, overlaps, parseCidr, type Range, readCidr} from '../../core/ip/range.js';
import type {Network, Subnet} from '../../core/model/network.js';
import type {NetworkDraft} from '../../core/plan/step.js';
import {EngineError} from '../errors.js';
import {nextSubnet, takenBlocks, withGateway} from './pool.js';
import {identity} from './random.js';
import {type Changed, isUp, machinesOn, networkEvent, type World} from './world.js';

const drivers = ['bridge', 'macvlan', 'ipvlan', 'overlay'];

export function createNetwork(world: World, draft: NetworkDraft, at: number): Changed {
	checkName(world, draft.name);
	checkDriver(world, draft);
	const subnets = chooseSubnets(world, draft);
	const network: Network = {
		host: world.host.id,
		id: identity(`network ${world.seed} ${world.made} ${draft.name}`),
		name: draft.name,
		driver: draft.driver,
		scope: draft.driver === 'overlay' ? 'swarm' : 'local',
		created: at,
		internal: draft.internal,
		attachable: draft.attachable,
		ingress: false,
		configOnly: false,
		ipv4: draft.ipv4,
		ipv6: draft.ipv6,
		ipamDriver: draft.ipamDriver ?? 'default',
		ipamOptions: draft.ipamOptions,
		subnets,
		options: draft.options,
		labels: draft.labels,
		builtIn: false,
	};
	return {
		world: {...world, made: world.made + 1, networks: new Map(world.networks).set(network.id, network)},
		events: [networkEvent(world, at, 'create', network)],
		created: network.id,
	};
}

function checkName(world: World, name: string): void {
	if (name === '') throw new EngineError('invalid', 'invalid name: name is empty');
	if (['bridge', 'host', 'none', 'default'].includes(name)) {
		throw new EngineError('denied', `operation is not permitted on predefined ${name} network`);
	}

	for (const network of world.networks.values()) {
		if (network.name === name) throw new EngineError('conflict', `network with name ${name} already exists`);
	}
}

function checkDriver({host, networks}: World, {driver, options}: NetworkDraft): void {
	if (driver === 'host' || driver === 'null') {
		throw new EngineError('denied', `only one instance of "${driver}" network is allowed`);
	}

	if (!drivers.includes(driver)) throw new EngineError('missing', `plugin "${driver}" not found`);
	if (driver === 'overlay' && !host.swarm.manager) {
		const advice = 'Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';
		throw new EngineError('unsupported', `This node is not a swarm manager. ${advice}`);
	}

	const {parent} = options;
	const busy = [...networks.values()].find(other => other.driver === 'ipvlan' && other.options.parent === parent);
	if (driver === 'ipvlan' && parent && busy) {
		throw new EngineError('engine', `network ${busy.name} is already using parent interface ${parent}`);
	}
}

function chooseSubnets(world: World, draft: NetworkDraft): readonly Subnet[] {
	if (!draft.ipv4 && !draft.ipv6) throw new EngineError('invalid', 'IPv4 or IPv6 must be enabled');
	const problems = draft.subnets.flatMap(problemsOf);
	if (problems.length > 0) throw new EngineError('invalid', ['invalid network config:', ...problems].join('\n'));
	const ranges = draft.subnets.map(subnet => readCidr(subnet.cidr)!);
	checkOverlap(world, draft.driver, ranges);
	const missing = ([4, 6] as const).filter(
		version => draft[`ipv${version}`] && !ranges.some(range => range.version === version),
	);
	const given = missing.map(version => nextSubnet(world.networks.values(), version, draft.driver));
	return [...given, ...draft.subnets.map(withGateway)];
}

function problemsOf({cidr, gateway, ipRange, auxiliary}: Subnet): readonly string[] {
	const range = parseCidr(cidr);
	if ('problem' in range) return [`invalid subnet ${cidr}: ${range.problem}`];
	const inside = (text: string) => {
		const address = parseAddress(text);
		return address !== undefined && contains(range, address);
	};

	const part = ipRange === undefined ? range : readCidr(ipRange);
	return [
		...(part && contains(range, part)
			? []
			: [`invalid ip-range ${ipRange}: parent subnet ${cidr} doesn't contain ip-range`]),
		...(gateway === undefined || inside(gateway)
			? []
			: [`invalid gateway ${gateway}: parent subnet ${cidr} doesn't contain this address`]),
		...Object.entries(auxiliary)
			.filter(([, address]) => !inside(address))
			.map(([name]) => `invalid auxiliary address ${name}: parent subnet ${cidr} doesn't contain this address`),
	];
}

function checkOverlap({networks}: World, driver: string, ranges: readonly Range[]): void {
	const bridgeFamilies = new Set(ranges.map(range => range.version));
	if (driver === 'bridge' && ranges.length > bridgeFamilies.size) {
		throw new EngineError('invalid', "bridge driver doesn't support multiple subnets");
	}

	const taken = takenBlocks(networks.values());
	if (ranges.some(range => taken.some(other => overlaps(range, other)))) {
		throw new EngineError('denied', 'invalid pool request: Pool overlaps with other one on this address space');
	}
}

export function removeNetwork(world: World, network: Network, at: number): Changed {
	if (network.builtIn) {
		throw new EngineError('denied', `${network.name} is a pre-defined network and cannot be removed`);
	}

	const active = [...machinesOn(world, network.id)].filter(({container}) => isUp(container));
	if (active.length > 0) {
		const names = active.map(({container}) => `name:"${container.name}" id:"${container.id.slice(0, 12)}"`);
		const reason = `network ${network.name} has active endpoints (${names.join(', ')})`;
		throw new EngineError('denied', `error while removing network: ${reason}`);
	}

	const networks = new Map(world.networks);
	networks.delete(network.id);
	return {world: {...world, networks}, events: [networkEvent(world, at, 'destroy', network)]};
}
