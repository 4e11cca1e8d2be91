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

/** Whether the network gives its containers a way out for that IP version. */
export function leadsOut(network: Network, version: 4 | 6): boolean {
	if (network.internal || network.driver === 'null' || network.driver === 'host') return false;
	// An overlay's way out is the engine's own docker_gwbridge, which has IPv4.
	return version === 4 ? network.ipv4 : network.ipv6 && network.driver !== 'overlay';
}

/** Whether it does so there: since 29 Docker makes up no gateway on the LAN, and who runs there without one has none. */
function leadsOutThere({endpoint, network}: Membership, version: 4 | 6): boolean {
	const {driver, options} = network;
	const isOnLan = driver === 'macvlan' || (driver === 'ipvlan' && (options.ipvlan_mode ?? 'l2') === 'l2');
	const [address, gateway] = version === 4 ? [endpoint.ipv4, endpoint.gateway] : [endpoint.ipv6, endpoint.gateway6];
	return leadsOut(network, version) && !(isOnLan && address !== undefined && gateway === undefined);
}

/** libnetwork's order (sandbox.go, Less), as numbers, lowest first, each with the reason that it gives in words. */
const criteria: readonly {readonly of: (membership: Membership) => number; readonly because: string}[] = [
	{of: ({endpoint}) => -endpoint.gatewayPriority, because: 'it has the higher gateway priority'},
	{of: ({network}) => (network.driver === 'overlay' ? 1 : 0), because: 'overlay networks come last'},
	{of: ({network}) => (network.internal ? 1 : 0), because: 'internal networks come last'},
	{
		of: membership => (leadsOutThere(membership, 4) ? 0 : 1) + (leadsOutThere(membership, 6) ? 0 : 1),
		because: 'it leads out by more IP versions',
	},
];

function compare(a: Membership, b: Membership): number {
	for (const {of} of criteria) {
		if (of(a) !== of(b)) return of(a) - of(b);
	}

	return a.network.name < b.network.name ? -1 : 1;
}

/** Why the first comes before the second, in words. */
export function whyFirst(first: Membership, second: Membership): string {
	return criteria.find(({of}) => of(first) !== of(second))?.because ?? 'its name sorts first';
}

/** The order in which the engine looks for the default gateway. */
export function inEngineOrder(memberships: readonly Membership[]): readonly Membership[] {
	return [...memberships].sort(compare);
}

/** The order in which its resolver searches: the same, but networks of the swarm come before all others (libnetwork: ByNetworkType). */
export function inNameOrder(memberships: readonly Membership[]): readonly Membership[] {
	const isOfSwarm = ({network}: Membership) => network.scope === 'swarm';
	const sorted = inEngineOrder(memberships);
	return [...sorted.filter(isOfSwarm), ...sorted.filter(each => !isOfSwarm(each))];
}

/** What gives the default route of that IP version; that of IPv4 also has the published ports. */
export function gatewayOf(memberships: readonly Membership[], version: 4 | 6): Membership | undefined {
	return inEngineOrder(memberships).find(membership => leadsOutThere(membership, version));
}
