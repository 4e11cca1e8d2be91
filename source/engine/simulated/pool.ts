import type {Network, Subnet} from '../../core/model/network.js';
import {EngineError} from '../errors.js';
import {
	type Address,
	type Block,
	canonical,
	contains,
	formatAddress,
	formatBlock,
	overlap,
	parseAddress,
	parseBlock,
	sizeOf,
} from './addresses.js';
import {machinesOn, type World} from './world.js';

/** Docker's own defaults, as `docker info` names them. */
export const defaultPools: readonly {readonly base: string; readonly size: number}[] = [
	{base: '172.17.0.0/16', size: 16},
	{base: '172.18.0.0/16', size: 16},
	{base: '172.19.0.0/16', size: 16},
	{base: '172.20.0.0/14', size: 16},
	{base: '172.24.0.0/14', size: 16},
	{base: '172.28.0.0/14', size: 16},
	{base: '192.168.0.0/16', size: 20},
];

const pools6 = [{base: 'fd5d:0c3e:a1b2::/48', size: 64}];
const overlayPools = [{base: '10.0.0.0/8', size: 24}];

/** Every block that networks of the world hold. */
export function takenBlocks(networks: Iterable<Network>): readonly Block[] {
	return [...networks].flatMap(network => network.subnets.map(subnet => parseBlock(subnet.cidr)!));
}

/** The first free block of the engine's pools. */
export function nextSubnet(networks: Iterable<Network>, family: 4 | 6, driver: string): Subnet {
	const taken = takenBlocks(networks);
	const pools = family === 6 ? pools6 : driver === 'overlay' ? overlayPools : defaultPools;
	for (const pool of pools) {
		const base = canonical(parseBlock(pool.base)!);
		const size = sizeOf({...base, length: pool.size});
		for (let value = base.value; value < base.value + sizeOf(base); value += size) {
			const block = {family, value, length: pool.size} as const;
			if (!taken.some(other => overlap(other, block))) {
				return {cidr: formatBlock(block), gateway: formatAddress({family, value: value + 1n}), auxiliary: {}};
			}
		}
	}

	throw new EngineError('engine', 'all predefined address pools have been fully subnetted');
}

/** The subnet's gateway, or the first address where none was asked for. */
export function gatewayOf(subnet: Subnet): string {
	const block = canonical(parseBlock(subnet.cidr)!);
	return subnet.gateway ?? formatAddress({...block, value: block.value + 1n});
}

/** The network's subnet of a family. */
export function subnetOf(network: Network, family: 4 | 6): Subnet | undefined {
	return network.subnets.find(subnet => parseBlock(subnet.cidr)?.family === family);
}

/** What the network itself keeps: its gateways and reserved addresses. */
export function reservedOn(network: Network): Set<string> {
	return new Set(network.subnets.flatMap(subnet => [gatewayOf(subnet), ...Object.values(subnet.auxiliary)]));
}

/** Every address of the network that is not free. */
export function takenOn(world: World, network: Network): Set<string> {
	const taken = reservedOn(network);
	for (const {container} of machinesOn(world, network.id)) {
		for (const endpoint of container.endpoints) {
			if (endpoint.networkId !== network.id) continue;
			if (endpoint.ipv4) taken.add(endpoint.ipv4);
			if (endpoint.ipv6) taken.add(endpoint.ipv6);
		}
	}

	return taken;
}

export type Given = {readonly address: string; readonly prefixLength: number; readonly gateway: string | undefined};

/** An address of a family: the one asked for, or the next free one. Undefined where the network lacks the family. */
export function giveAddress(
	network: Network,
	taken: ReadonlySet<string>,
	family: 4 | 6,
	asked?: string,
): Given | undefined {
	if (asked) {
		const address = parseAddress(asked);
		const subnet = network.subnets.find(({cidr}) => address && contains(parseBlock(cidr)!, address));
		if (!subnet) {
			throw new EngineError(
				'invalid',
				`invalid endpoint settings:\nno configured subnet or ip-range contain the IP address ${asked}`,
			);
		}

		if (taken.has(formatAddress(address!))) throw new EngineError('denied', 'Address already in use');
		return given(network, subnet, formatAddress(address!));
	}

	const candidates = network.subnets.filter(({cidr}) => parseBlock(cidr)!.family === family);
	if (candidates.length === 0) return undefined;
	for (const subnet of candidates) {
		const free = firstFree(subnet, taken);
		if (free) return given(network, subnet, formatAddress(free));
	}

	throw new EngineError(
		'denied',
		`no available IPv${family} addresses on this network's address pools: ${network.name} (${network.id})`,
	);
}

function given(network: Network, subnet: Subnet, address: string): Given {
	return {
		address,
		prefixLength: parseBlock(subnet.cidr)!.length,
		gateway: network.internal ? undefined : gatewayOf(subnet),
	};
}

/** The lowest free address; in an IPv4 subnet neither its first nor its last. */
function firstFree(subnet: Subnet, taken: ReadonlySet<string>): Address | undefined {
	const whole = canonical(parseBlock(subnet.cidr)!);
	const range = canonical(parseBlock(subnet.ipRange ?? subnet.cidr)!);
	const last = whole.value + sizeOf(whole) - 1n;
	for (let value = range.value; value < range.value + sizeOf(range); value++) {
		const address = {family: whole.family, value};
		if (value === whole.value || (whole.family === 4 && value === last)) continue;
		if (!taken.has(formatAddress(address))) return address;
	}

	return undefined;
}
