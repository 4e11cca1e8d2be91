import type {Container, Endpoint} from '../model/container.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';

export type Membership = {readonly endpoint: Endpoint; readonly network: Network};

/** The container's endpoints on networks that exist. */
export function membershipsOf(container: Container, snapshot: Snapshot): readonly Membership[] {
	return container.endpoints.flatMap(endpoint => {
		const network = snapshot.networks.get(keyOf({host: container.host, id: endpoint.networkId}));
		return network ? [{endpoint, network}] : [];
	});
}

/** Whether the network gives its containers a way out for that family. */
export function leadsOut(network: Network, family: 4 | 6): boolean {
	if (network.internal || network.driver === 'null' || network.driver === 'host') return false;
	return family === 4 ? network.ipv4 : network.ipv6;
}

/** The key that libnetwork sorts by (sandbox.go, Less), best first; numbers ascending, then the name's bytes. */
function rank({endpoint, network}: Membership): readonly number[] {
	return [
		-endpoint.gatewayPriority,
		network.name === 'docker_gwbridge' ? 1 : 0,
		network.internal ? 1 : 0,
		leadsOut(network, 4) && leadsOut(network, 6) ? 0 : 1,
	];
}

function compare(a: Membership, b: Membership): number {
	const ranks = rank(b);
	for (const [index, part] of rank(a).entries()) {
		if (part !== ranks[index]) return part - ranks[index]!;
	}

	return a.network.name < b.network.name ? -1 : 1;
}

/** The order in which the engine looks for the default gateway, and in which its resolver searches. */
export function inEngineOrder(memberships: readonly Membership[]): readonly Membership[] {
	return [...memberships].sort(compare);
}

/** The network that gives the default route of that family and, for IPv4, the published ports. */
export function gatewayNetwork(memberships: readonly Membership[], family: 4 | 6): Network | undefined {
	return inEngineOrder(memberships).find(({network}) => leadsOut(network, family))?.network;
}
