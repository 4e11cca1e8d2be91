import {parseAddress} from '../ip/address.js';
import {contains, overlaps, readCidr} from '../ip/range.js';
import type {Network} from '../model/network.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {hostAddressesOn} from '../plan/gateways.js';
import {networksOf} from '../plan/of-host.js';
import type {Route} from '../probes/proc-routes.js';
import {networkOfHost} from './host-network.js';
import {listed} from './members.js';
import {otherSubnet} from './other-subnet.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api, ofHost} from './subjects.js';

/** Networks whose addresses should be nobody else's; those of macvlan and ipvlan are the LAN's on purpose. */
const drivers = ['bridge', 'overlay'];

/** Interfaces that engines made for their networks: known by their name, or by the gateway address that they have. */
function bridges(host: HostId, snapshot: Snapshot): ReadonlySet<string> {
	const networks = networksOf(snapshot, host);
	const gateways = new Set(networks.flatMap(network => hostAddressesOn(network, snapshot)));
	const {interfaces = []} = networkOfHost(host, snapshot) ?? {};
	return new Set([
		...networks.map(({id, options}) => options['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`),
		...interfaces
			.filter(({addresses}) => addresses.some(cidr => gateways.has(cidr.replace(/\/.*/, ''))))
			.map(({name}) => name),
	]);
}

/** Routes of the host by which others have addresses of the network; default routes have all that nobody else has. */
function foreign(network: Network, snapshot: Snapshot): readonly {readonly route: Route; readonly isPart: boolean}[] {
	const own = bridges(network.host, snapshot);
	const {routes = []} = networkOfHost(network.host, snapshot) ?? {};
	const subnets = network.subnets.flatMap(({cidr}) => readCidr(cidr) ?? []);
	return routes.flatMap(route => {
		const range = readCidr(route.destination);
		const subnet = range && subnets.find(each => overlaps(each, range));
		// A VPN writes the default route as two halves, which come before it.
		if (!subnet || range.prefix <= 1 || route.rejects || own.has(route.interface)) return [];
		return [{route, isPart: contains(subnet, range)}];
	});
}

/** A route of the host that takes what is meant for that address of the network somewhere else: the longest prefix wins. */
export function routedElsewhere(address: string, network: Network, snapshot: Snapshot): Route | undefined {
	const parsed = parseAddress(address);
	const subnets = network.subnets.flatMap(({cidr}) => readCidr(cidr) ?? []);
	return foreign(network, snapshot).find(({route}) => {
		const range = readCidr(route.destination);
		if (!range || !parsed || !contains(range, parsed)) return false;
		return subnets.every(subnet => !contains(subnet, parsed) || subnet.prefix < range.prefix);
	})?.route;
}

export const routeText = ({destination, gateway, interface: name}: Route) =>
	`${destination}${gateway ? ` via ${gateway}` : ''} dev ${name}`;

export const ipamHostRouteOverlap: Rule = {
	id: 'ipam-host-route-overlap',
	title: 'The subnet of a network is somebody else’s to the host',
	why: 'An engine sees to its own networks only: what the host routes elsewhere, a VPN or a company’s range, and containers cut each other off.',
	severity: 'high',
	skip: ({hosts, observations}) =>
		[...hosts.keys()].some(host => networkOfHost(host, {observations} as Snapshot))
			? undefined
			: 'the routes of the engine’s host were not read',
	*check(snapshot) {
		for (const network of snapshot.networks.values()) {
			const found = drivers.includes(network.driver) ? foreign(network, snapshot) : [];
			if (found.length === 0) continue;
			const {name} = network;
			const cidrs = listed(network.subnets.map(({cidr}) => cidr));
			const routes = found.map(({route}) => routeText(route));
			const fix = otherSubnet(network, 'that the host routes nowhere');
			const isSplit = found.some(({isPart}) => isPart);
			yield {
				// A network inside a large range takes its part of it: whether anybody there is missed is not known.
				...(!isSplit && {severity: 'low' as const}),
				confidence: 'observed' as const,
				subject: aboutNetwork(network),
				message: isSplit
					? `The host routes addresses of ${name} (${cidrs}) elsewhere (${listed(routes)}): containers of ${name} and whoever is there cut each other off.`
					: `${name} (${cidrs}) lies in a range that the host routes elsewhere (${listed(routes)}): whoever has those addresses there cannot be reached, by containers or by the host.`,
				evidence: [
					...routes.map(route => ofHost('ip route', route, `no route that touches ${cidrs}`)),
					api(`${name} IPAM.Config[].Subnet`, cidrs),
				],
				fix: {
					...fix,
					sideEffects: [
						...fix.sideEffects,
						'To keep the engine off such ranges, set default-address-pools in its configuration.',
					],
				},
			};
		}
	},
};
