import type {Container, Endpoint} from '../../core/model/container.js';
import type {Network} from '../../core/model/network.js';
import type {EndpointDraft} from '../../core/plan/step.js';
import {giveAddress} from './pool.js';
import {hash} from './random.js';

type Named = Pick<Container, 'id' | 'name'>;

/** The names that the resolver of a user-defined network answers to; the default bridge has none. */
function namesOf({id, name}: Named, network: Network, aliases: readonly string[]): readonly string[] {
	return network.builtIn ? [] : [...new Set([name, ...aliases, id.slice(0, 12)])];
}

/** A place on a network that is not plugged in: the container does not run, so it has no address. */
export function unplugged(container: Named, network: Network, draft: EndpointDraft): Endpoint {
	return {
		networkId: network.id,
		networkName: network.name,
		aliases: draft.aliases,
		dnsNames: namesOf(container, network, draft.aliases),
		links: draft.links,
		driverOptions: draft.driverOptions,
		gatewayPriority: draft.gatewayPriority ?? 0,
		requested: {ipv4: draft.ipv4, ipv6: draft.ipv6},
	};
}

/** The same place with addresses. Throws EngineError where there are none. */
export function plugged(endpoint: Endpoint, network: Network, taken: ReadonlySet<bigint>, mac?: string): Endpoint {
	if (network.subnets.length === 0) return endpoint;
	const four = giveAddress(network, taken, 4, endpoint.requested.ipv4);
	const six = giveAddress(network, taken, 6, endpoint.requested.ipv6);
	const addresses = {
		ipv4: four?.address,
		ipv4PrefixLength: four?.prefixLength,
		gateway: four?.gateway,
		ipv6: six?.address,
		ipv6PrefixLength: six?.prefixLength,
		gateway6: six?.gateway,
		mac: mac ?? macOf({ipv4: four?.address, ipv6: six?.address}),
	};
	return {...endpoint, ...addresses};
}

/** The same place after its container stopped. */
export function withoutAddresses(endpoint: Endpoint): Endpoint {
	const {ipv4, ipv4PrefixLength, ipv6, ipv6PrefixLength, gateway, gateway6, mac, ...rest} = endpoint;
	return rest;
}

/** As older engines make it: 02:42 and the IPv4 address, so that the same address has the same MAC. */
function macOf({ipv4, ipv6}: Pick<Endpoint, 'ipv4' | 'ipv6'>): string {
	const bytes = ipv4?.split('.').map(Number) ?? [24, 16, 8, 0].map(shift => (hash(ipv6 ?? '') >>> shift) & 255);
	return `02:42:${bytes.map(byte => byte.toString(16).padStart(2, '0')).join(':')}`;
}
