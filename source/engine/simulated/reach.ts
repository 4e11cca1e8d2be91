import {parseAddress} from '../../core/ip/address.js';
import {contains, readCidr} from '../../core/ip/range.js';
import type {Network} from '../../core/model/network.js';
import {hostAddress} from './links.js';
import {isOnHost, leadsOutside, membershipsOf, ownerOf} from './names.js';
import {blocksOf} from './pool.js';
import {isUp, type Machine, machinesOn, type World} from './world.js';

/**
 * What becomes of a packet. answered: by a container's network, the engine's host (gateways), or the outside.
 * silent: dropped on the way. nobody: no one on the wire has that address. no-route: there is no way to it.
 */
export type Fate =
	| {readonly type: 'answered'; readonly by: Machine | 'host' | 'outside'}
	| {readonly type: 'nobody'; readonly network: string}
	| {readonly type: 'silent' | 'no-route'};

const icc = 'com.docker.network.bridge.enable_icc';
const outside: Fate = {type: 'answered', by: 'outside'};

function isLoopback(text: string): boolean {
	const address = parseAddress(text);
	return text === '::1' || (address !== undefined && contains(readCidr('127.0.0.0/8')!, address));
}

export function fateOf(world: World, machine: Machine, text: string): Fate {
	const address = parseAddress(text);
	if (!address) return {type: 'no-route'};
	const own = ownerOf(world, machine);
	const onHost = isOnHost(world, machine);
	if (isLoopback(text)) return {type: 'answered', by: onHost ? 'host' : own};
	const network = networkAt(world, text);
	const holder = network && holderOf(world, network, text);
	if (text === hostAddress && leadsOutside(world, machine, 4)) return {type: 'answered', by: 'host'};
	if (onHost) return network ? fromHost(network, holder, text) : outside;
	if (holder === own) return {type: 'answered', by: own};
	const joined = membershipsOf(world, machine).some(membership => membership.network.id === network?.id);
	if (network && joined) {
		return holder && network.options[icc] === 'false' ? {type: 'silent'} : onWire(network, holder, text);
	}

	if (!leadsOutside(world, machine, address.version)) return {type: 'no-route'};
	if (!network) return outside;
	return isGateway(network, text) ? {type: 'answered', by: 'host'} : {type: 'silent'};
}

/** The host is on its bridges. The LAN of a macvlan is shut to it, and overlays are elsewhere. */
function fromHost(network: Network, holder: Machine | undefined, address: string): Fate {
	if (network.driver === 'overlay') return {type: 'silent'};
	return onWire(network, network.driver === 'bridge' ? holder : undefined, address);
}

function onWire(network: Network, by: Machine | undefined, address: string): Fate {
	if (by) return {type: 'answered', by};
	if (!isGateway(network, address)) return {type: 'nobody', network: network.id};
	return network.driver === 'bridge' ? {type: 'answered', by: 'host'} : outside;
}

function isGateway({subnets}: Network, address: string): boolean {
	return subnets.some(({gateway}) => gateway === address);
}

function networkAt({networks}: World, text: string): Network | undefined {
	const address = parseAddress(text)!;
	return [...networks.values()].find(network => blocksOf(network).some(({range}) => contains(range, address)));
}

function holderOf(world: World, network: Network, address: string): Machine | undefined {
	return [...machinesOn(world, network.id)].find(
		({container}) =>
			isUp(container) && container.endpoints.some(({ipv4, ipv6}) => ipv4 === address || ipv6 === address),
	);
}
