import {parseAddress} from '../../core/ip/address.js';
import {contains, readCidr} from '../../core/ip/range.js';
import type {Network} from '../../core/model/network.js';
import {isOnHost, leadsOutside, membershipsOf, ownerOf} from './names.js';
import {blocksOf} from './pool.js';
import {isUp, type Machine, machinesOn, type World} from './world.js';

/**
 * What becomes of a packet. answered: by that machine, or by a gateway or the outside. silent: dropped on the way.
 * nobody: no one on the wire has that address. no-route: there is no way to it.
 */
export type Fate =
	| {readonly type: 'answered'; readonly by?: Machine; readonly outside?: boolean}
	| {readonly type: 'nobody'; readonly network: string}
	| {readonly type: 'silent' | 'no-route'};

const icc = 'com.docker.network.bridge.enable_icc';

export function fateOf(world: World, machine: Machine, text: string): Fate {
	const address = parseAddress(text);
	if (!address) return {type: 'no-route'};
	if (contains(readCidr('127.0.0.0/8')!, address) || text === '::1') return {type: 'answered'};
	const network = networkAt(world, text);
	const holder = network && holderOf(world, network, text);
	if (isOnHost(world, machine)) return network ? onWire(network, holder, text) : {type: 'answered', outside: true};
	const own = ownerOf(world, machine);
	if (holder === own) return {type: 'answered', by: own};
	const joined = membershipsOf(world, machine).some(membership => membership.network.id === network?.id);
	if (network && joined) {
		return holder && network.options[icc] === 'false' ? {type: 'silent'} : onWire(network, holder, text);
	}

	if (!leadsOutside(world, machine, address.version)) return {type: 'no-route'};
	if (!network) return {type: 'answered', outside: true};
	return isGateway(network, text) ? {type: 'answered'} : {type: 'silent'};
}

function onWire(network: Network, by: Machine | undefined, address: string): Fate {
	if (by) return {type: 'answered', by};
	return isGateway(network, address) ? {type: 'answered'} : {type: 'nobody', network: network.id};
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
