import {parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {gatewayOf, type Membership} from '../plan/endpoint-order.js';
import {enterNamespace} from '../plan/enter-namespace.js';
import {hostAddressesOn} from '../plan/gateways.js';
import {quote} from '../plan/quote.js';
import type {RoutesResult} from '../probes/routes.js';
import {networkOfHost} from './host-network.js';
import {isPodman} from './members.js';

/** From there on a route is for much of the world: a VPN writes the default one as two halves. */
const wide = 2;

/** What was read of its own network namespace since it started; undefined: nothing. */
function seenIn(owner: Container, snapshot: Snapshot) {
	const {at = 0, routes} = snapshot.observations.get(keyOf(owner)) ?? {};
	if (owner.state !== 'running' || owner.sharesNetworkOf || routes?.result !== 'ok') return undefined;
	if (at < (owner.details?.startedAt ?? 0) || isPodman(owner.host, snapshot)) return undefined;
	const ranges = routes.routes.flatMap(({destination, rejects}) => {
		const range = rejects ? undefined : readCidr(destination);
		return range?.version === 4 ? [range] : [];
	});
	return {ranges, interfaces: routes.interfaces};
}

/** Its interface was there by then: the container was not connected later. */
function isSeen({endpoint}: Membership, interfaces: RoutesResult['interfaces']): boolean {
	return endpoint.mac !== undefined && interfaces.some(({mac}) => mac?.toLowerCase() === endpoint.mac?.toLowerCase());
}

/**
 * The way out by IPv4 that the engine gave a container, where its routes were read and none leads out any more: something in the
 * container, or root on the machine, took it away.
 */
export function lostGateway(owner: Container, snapshot: Snapshot): Membership | undefined {
	const seen = seenIn(owner, snapshot);
	const way = gatewayOf(networksOfNamespace(owner, snapshot), 4);
	if (!seen || !way?.endpoint.gateway || way.network.driver !== 'bridge' || !isSeen(way, seen.interfaces))
		return undefined;
	return seen.ranges.some(({prefix}) => prefix <= wide) ? undefined : way;
}

/** Places of a container to which none of its routes leads: the interface there is down, or its address was taken away. */
export function lostPlaces(owner: Container, snapshot: Snapshot): readonly Membership[] {
	const seen = seenIn(owner, snapshot);
	if (!seen) return [];
	return networksOfNamespace(owner, snapshot).filter(place => {
		const address = place.endpoint.ipv4 ? parseAddress(place.endpoint.ipv4) : undefined;
		if (place.network.driver !== 'bridge' || !address || !isSeen(place, seen.interfaces)) return false;
		return !seen.ranges.some(range => range.prefix > wide && contains(range, address));
	});
}

/** The gateway address of a network whose bridge was seen on the host, without it: nobody leads its packets on. */
export function lostBridge(network: Network, snapshot: Snapshot): string | undefined {
	const name = network.options['com.docker.network.bridge.name'] ?? `br-${network.id.slice(0, 12)}`;
	const bridge = networkOfHost(network.host, snapshot)?.interfaces.find(each => each.name === name);
	const gateway = hostAddressesOn(network, snapshot).find(address => !address.includes(':'));
	const isThere = bridge?.addresses.some(cidr => cidr.split('/')[0] === gateway);
	return bridge && gateway && !isThere ? gateway : undefined;
}

export const restoreBridge: Fix = {
	title: 'Restart the engine: it gives the bridge its address again',
	commands: ['ip address', 'systemctl restart docker'],
	sideEffects: ['Containers stop with the engine, unless live restore is on.'],
};

export const restoreGateway = (name: string, gateway: string): Fix => ({
	title: `Give ${name} its default route back`,
	commands: [`${enterNamespace(name)} ip route add default via ${gateway}`],
	sideEffects: ['It can then reach everything outside; what took the route away may do so again.'],
});

export const restorePlace = (name: string): Fix => ({
	title: `Look at the interfaces of ${name}; a restart gives it new ones`,
	commands: [`${enterNamespace(name)} ip address`, `docker restart ${quote(name)}`],
	sideEffects: [`Connections of ${name} end.`],
});
