import {formatAddress, parseAddress} from '../ip/address.js';
import {nextFreeAddress} from '../ip/free.js';
import {readCidr} from '../ip/range.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from './of-host.js';

type Holder = {readonly address: string; readonly by: string};

/** Who has, or has asked for, an address of the network; gateways and reserved ones too. */
export function holdersOn(network: Network, snapshot: Snapshot): readonly Holder[] {
	const members = membersOf(network, snapshot).flatMap(({container, endpoint}) =>
		[endpoint.ipv4, endpoint.ipv6, endpoint.requested.ipv4, endpoint.requested.ipv6]
			.filter(address => address !== undefined)
			.map(address => ({address, by: container.name})),
	);
	const reserved = network.subnets.flatMap(({gateway, auxiliary}) => [
		...(gateway ? [{address: gateway, by: 'the gateway'}] : []),
		...Object.entries(auxiliary).map(([name, address]) => ({address, by: `the reserved address ${name}`})),
	]);
	return [...members, ...reserved];
}

/** The lowest address that a container could have; undefined where there is none. */
export function suggestAddress(network: Network, version: 4 | 6, snapshot: Snapshot): string | undefined {
	const taken = new Set(holdersOn(network, snapshot).flatMap(({address}) => parseAddress(address)?.value ?? []));
	for (const subnet of network.subnets) {
		const range = readCidr(subnet.cidr);
		if (range?.version !== version) continue;
		const part = (subnet.ipRange && readCidr(subnet.ipRange)) || range;
		// Where no gateway is told the engine took the first address all the same.
		const implied = subnet.gateway ? undefined : nextFreeAddress(range, new Set(), part)?.value;
		const free = nextFreeAddress(range, implied === undefined ? taken : new Set(taken).add(implied), part);
		if (free) return formatAddress(free);
	}

	return undefined;
}
