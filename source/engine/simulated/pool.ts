import {type Address, formatAddress, parseAddress, type Version} from '../../core/ip/address.js';
import {defaultPools} from '../../core/ip/default-pools.js';
import {nextFreeAddress, nextFreeSubnet} from '../../core/ip/free.js';
import {contains, formatRange, type Range, readCidr} from '../../core/ip/range.js';
import type {Network, Subnet} from '../../core/model/network.js';
import {EngineError} from '../errors.js';
import {machinesOn, type World} from './world.js';

type Pool = {readonly base: string; readonly size: number};

const overlayPools: readonly Pool[] = [{base: '10.0.0.0/8', size: 24}];
const pools6: readonly Pool[] = [{base: 'fd5d:c3e:a1b2::/48', size: 64}];

/** A subnet, and the addresses of it and of the part that is given from. */
type Block = {readonly subnet: Subnet; readonly range: Range; readonly part: Range};

const known = new WeakMap<Network, readonly Block[]>();

/** Read once: a network never changes, and a thousand containers ask. */
export function blocksOf(network: Network): readonly Block[] {
	const blocks = known.get(network) ?? network.subnets.map(blockOf);
	known.set(network, blocks);
	return blocks;
}

function blockOf(subnet: Subnet): Block {
	const range = readCidr(subnet.cidr)!;
	return {subnet, range, part: subnet.ipRange === undefined ? range : readCidr(subnet.ipRange)!};
}

/** Every block that the networks hold. */
export function takenBlocks(networks: Iterable<Network>): readonly Range[] {
	return [...networks].flatMap(network => blocksOf(network).map(({range}) => range));
}

/** The first free block of the engine's pools, with its gateway. Throws EngineError where none is free. */
export function nextSubnet(networks: Iterable<Network>, version: Version, driver: string): Subnet {
	const taken = takenBlocks(networks);
	const pools = version === 6 ? pools6 : driver === 'overlay' ? overlayPools : defaultPools;
	for (const {base, size} of pools) {
		const range = nextFreeSubnet([readCidr(base)!], taken, size);
		if (range) return withGateway({cidr: formatRange(range), auxiliary: {}});
	}

	throw new EngineError('invalid', 'all predefined address pools have been fully subnetted');
}

/** The first address of the subnet as gateway, where none is given. */
export function withGateway(subnet: Subnet): Subnet {
	if (subnet.gateway) return subnet;
	const {range, part} = blockOf(subnet);
	const gateway = nextFreeAddress(range, new Set(Object.values(subnet.auxiliary).map(numberOf)), part);
	return gateway ? {...subnet, gateway: formatAddress(gateway)} : subnet;
}

function numberOf(text: string): bigint {
	return parseAddress(text)!.value;
}

/** What the network itself keeps: its gateways and reserved addresses. */
export function reservedOn(network: Network): Set<bigint> {
	const kept = network.subnets.flatMap(({gateway, auxiliary}) => [gateway, ...Object.values(auxiliary)]);
	return new Set(kept.filter(address => address !== undefined).map(numberOf));
}

/** Every address of the network that is not free. */
export function takenOn(world: World, network: Network): Set<bigint> {
	const taken = reservedOn(network);
	for (const {container} of machinesOn(world, network.id)) {
		for (const {networkId, ipv4, ipv6} of container.endpoints) {
			if (networkId !== network.id) continue;
			for (const address of [ipv4, ipv6]) if (address) taken.add(numberOf(address));
		}
	}

	return taken;
}

export type Given = {readonly address: string; readonly prefixLength: number; readonly gateway: string | undefined};

/** The address asked for, or the next free one. Undefined where the network lacks the family; throws EngineError. */
export function giveAddress(
	network: Network,
	taken: ReadonlySet<bigint>,
	version: Version,
	asked: string | undefined,
): Given | undefined {
	const blocks = blocksOf(network);
	if (asked) {
		const address = parseAddress(asked);
		const block = blocks.find(({range}) => address && contains(range, address));
		if (!address || !block) throw outside(asked);
		if (taken.has(address.value)) throw new EngineError('denied', 'Address already in use');
		return given(network, block.subnet, block.range, address);
	}

	const candidates = blocks.filter(({range}) => range.version === version);
	if (candidates.length === 0) return undefined;
	for (const {subnet, range, part} of candidates) {
		const free = nextFreeAddress(range, taken, part);
		if (free) return given(network, subnet, range, free);
	}

	const pools = `no available IPv${version} addresses on this network's address pools`;
	throw new EngineError('denied', `${pools}: ${network.name} (${network.id})`);
}

export function outside(address: string): EngineError {
	const problem = `no configured subnet or ip-range contain the IP address ${address}`;
	return new EngineError('invalid', `invalid endpoint settings:\n${problem}`);
}

function given(network: Network, subnet: Subnet, {prefix}: Range, address: Address): Given {
	return {
		address: formatAddress(address),
		prefixLength: prefix,
		gateway: network.internal ? undefined : subnet.gateway,
	};
}
