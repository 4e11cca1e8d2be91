import {formatAddress} from '../ip/address.js';
import {readCidr} from '../ip/range.js';
import type {Network, Subnet} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';

/** Engines do not tell a gateway that they chose themselves: it is the first address. */
function gatewayIn({cidr, gateway}: Subnet): string | undefined {
	const range = readCidr(cidr);
	return gateway ?? (range && formatAddress({version: range.version, value: range.start + 1n}));
}

/** The host's own addresses on a bridge. */
export function hostAddressesOn(network: Network, snapshot: Snapshot): readonly string[] {
	if (network.driver !== 'bridge') return [];
	const told = membersOf(network, snapshot).flatMap(({endpoint}) => [endpoint.gateway, endpoint.gateway6]);
	return [...told, ...network.subnets.map(gatewayIn)].filter(address => address !== undefined);
}
