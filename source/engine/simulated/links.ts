import {parseAddress} from '../../core/ip/address.js';
import {contains} from '../../core/ip/range.js';
import type {Network} from '../../core/model/network.js';
import {gatewayOf, type Membership} from '../../core/plan/endpoint-order.js';
import {isOnHost, membershipsOf, ownerOf} from './names.js';
import {blocksOf} from './pool.js';
import type {Machine, World} from './world.js';

/** An interface as the container sees it. */
export type Link = Membership & {readonly name: string; readonly mtu: number};

/** What the engine's host sends to the outside in one piece, bytes. */
export const uplinkMtu = 1500;
/** The host's own address on its LAN, and the router there. */
export const hostAddress = '192.0.2.10';
export const hostGateway = '192.0.2.1';
const loopbackMtu = 65_536;

/** In the order of the interfaces' names. */
export function linksOf(world: World, machine: Machine): readonly Link[] {
	const owner = ownerOf(world, machine);
	const memberships = membershipsOf(world, machine);
	return owner.plugs.flatMap(({networkId, interfaceName}) => {
		const membership = memberships.find(({network}) => network.id === networkId);
		return membership ? [{...membership, name: interfaceName, mtu: owner.mtu ?? mtuOf(membership.network)}] : [];
	});
}

/** The link that gives the default route. */
export function gatewayLink(world: World, machine: Machine, version: 4 | 6): Link | undefined {
	const links = linksOf(world, machine);
	const best = gatewayOf(links, version);
	return links.find(({network}) => network.id === best?.network.id);
}

/** The link in whose subnet an address is. */
export function linkTo(world: World, machine: Machine, text: string): Link | undefined {
	const address = parseAddress(text)!;
	return linksOf(world, machine).find(({network}) => blocksOf(network).some(({range}) => contains(range, address)));
}

export function mtuOf({driver, options}: Network): number {
	return Number(options['com.docker.network.driver.mtu'] ?? (driver === 'overlay' ? 1450 : uplinkMtu));
}

/** Sizes in bytes: of the first interface on the way, and of what comes after. */
export type Path = {
	readonly mtu: number;
	/** A hop that says so where a packet is too large for what comes next. */
	readonly hop?: {readonly address: string; readonly mtu: number};
	/** An end that takes no more and says nothing. */
	readonly end?: number;
};

/** The way to an address; `by`: who answers there, where that is a container. */
export function pathTo(world: World, machine: Machine, text: string, by: Machine | undefined): Path {
	const arrival = by && linkTo(world, by, text);
	if (isOnHost(world, machine)) return {mtu: arrival ? mtuOf(arrival.network) : uplinkMtu, end: arrival?.mtu};
	if (by && ownerOf(world, by) === ownerOf(world, machine)) return {mtu: loopbackMtu};
	const direct = linkTo(world, machine, text);
	if (direct) return {mtu: direct.mtu, end: arrival?.mtu ?? mtuOf(direct.network)};
	const six = text.includes(':');
	const way = gatewayLink(world, machine, six ? 6 : 4);
	if (!way) return {mtu: loopbackMtu};
	const gateway = six ? way.endpoint.gateway6 : way.endpoint.gateway;
	return {mtu: way.mtu, ...(gateway && way.mtu > uplinkMtu && {hop: {address: gateway, mtu: uplinkMtu}})};
}
