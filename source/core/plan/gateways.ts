import {formatAddress, parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import type {Container} from '../model/container.js';
import type {Host} from '../model/host.js';
import type {Network, Subnet} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {gatewayOf, inEngineOrder, type Membership} from './endpoint-order.js';
import {findNetwork, membersOf} from './of-host.js';

export const bridgeOption = (key: string) => `com.docker.network.bridge.${key}`;
export const versionOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4);

/** A bridge whose packets to the outside get the address of the host (IPv4). */
export function hidesSenders({driver, internal, ipv4, options}: Network): boolean {
	if (driver !== 'bridge' || internal || !ipv4 || options[bridgeOption('enable_ip_masquerade')] === 'false')
		return false;
	return (options[bridgeOption('gateway_mode_ipv4')] ?? 'nat').startsWith('nat');
}

/** Engines do not tell a gateway that they chose themselves: it is the first address. */
function gatewayIn({cidr, gateway}: Subnet): string | undefined {
	const range = readCidr(cidr);
	return gateway ?? (range && formatAddress({version: range.version, value: range.start + 1n}));
}

/** Whether the bridge itself has an address there: not where that was asked for. */
export function hasHost({options}: Network, version: 4 | 6): boolean {
	if (options[bridgeOption(`gateway_mode_ipv${version}`)] === 'isolated') return false;
	return version === 6 || options[bridgeOption('inhibit_ipv4')] !== 'true';
}

/** The host's own addresses on a bridge. Podman makes a bridge for the first container that runs on it, and takes it away after the last. */
export function hostAddressesOn(network: Network, snapshot: Snapshot): readonly string[] {
	if (network.driver !== 'bridge') return [];
	const members = membersOf(network, snapshot);
	const isUsed = members.some(({container}) => container.state === 'running' || container.state === 'paused');
	if (snapshot.hosts.get(network.host)?.engine === 'podman' && !isUsed) return [];
	const told = members.flatMap(({endpoint}) => [endpoint.gateway, endpoint.gateway6]);
	return [...told, ...network.subnets.map(gatewayIn)]
		.filter(address => address !== undefined)
		.filter(address => hasHost(network, versionOf(address)));
}

function holds({subnets}: Network, address: string): boolean {
	const parsed = parseAddress(address);
	return subnets.some(({cidr}) => {
		const range = readCidr(cidr);
		return range && parsed && contains(range, parsed);
	});
}

/**
 * The network by which packets to an address leave a container: one that it is on, else that of the default gateway. Before 25
 * Docker gave one too to who is on internal networks only, which leads to the host and no farther; Podman tells theirs, and
 * gives none.
 */
export function wayTo(address: string, networks: readonly Membership[], host?: Host): Membership | undefined {
	const version = versionOf(address);
	const own = networks.filter(({endpoint}) => (version === 6 ? endpoint.ipv6 : endpoint.ipv4));
	const connected = own.find(({network}) => holds(network, address));
	if (connected || networks.some(({network}) => !network.internal)) return connected ?? gatewayOf(own, version);
	if (host?.engine === 'podman') return undefined;
	return inEngineOrder(own).find(({endpoint}) => (version === 6 ? endpoint.gateway6 : endpoint.gateway));
}

/**
 * Where a container's packets by IPv4 leave for the outside, and those to its published ports arrive. Who is on an overlay has a place
 * on docker_gwbridge for that, of which that network alone tells; undefined where it does not.
 */
export function doorOf({host, id}: Container, memberships: readonly Membership[], snapshot: Snapshot) {
	const way = gatewayOf(memberships, 4);
	if (way?.network.driver !== 'overlay') return way;
	const network = findNetwork(snapshot, host, 'docker_gwbridge');
	const ipv4 = network?.details?.live.find(({containerId}) => containerId === id)?.ipv4;
	if (!network || !ipv4) return undefined;
	const gateway = network.subnets.map(gatewayIn).find(address => address && versionOf(address) === 4);
	const place = {...way.endpoint, networkId: network.id, networkName: network.name, ipv4, gateway};
	return {network, endpoint: {...place, ipv6: undefined, gateway6: undefined}};
}
