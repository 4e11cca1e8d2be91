import type {Subnet} from '../model/network.js';
import {parseAddress} from './address.js';
import {contains, isUnusable, type Range, readCidr, usable} from './range.js';

/** How full a subnet is. `total`: what the engine can give, the gateway among it; `used`: what it holds of that. */
export type Usage = {readonly used: bigint; readonly total: bigint};

/**
 * Counts as the engine's own address management does: the gateway (where none is told, `impliedGateway` says that the
 * engine took one all the same), the auxiliary addresses, and `addresses`, those that endpoints have now; what a stopped
 * container asked for is not held. With an ip-range only this range counts: once it is full no container
 * starts without an address of its own choice.
 */
export function usage(subnet: Subnet, addresses: Iterable<string>, impliedGateway: boolean): Usage {
	const range = readCidr(subnet.cidr);
	if (!range) return {used: 0n, total: 0n};
	const part = (subnet.ipRange === undefined ? undefined : readCidr(subnet.ipRange)) ?? range;
	const held = new Set<bigint>();
	const hold = (text: string) => {
		const address = parseAddress(text);
		if (address && contains(part, address) && !isUnusable(range, address)) held.add(address.value);
	};

	for (const address of addresses) hold(address);
	for (const address of Object.values(subnet.auxiliary)) hold(address);
	if (subnet.gateway !== undefined) hold(subnet.gateway);
	else if (impliedGateway) holdFirst(range, part, held);
	return {used: BigInt(held.size), total: usable(range, part)};
}

/** A gateway of the engine's choice is the first address of the part that it gives from. */
function holdFirst(range: Range, part: Range, held: Set<bigint>): void {
	for (const value of [part.start, part.start + 1n]) {
		if (!contains(part, {version: part.version, value}) || isUnusable(range, {version: part.version, value})) continue;
		held.add(value);
		return;
	}
}
