import type {Container, Port} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service} from '../model/swarm.js';
import type {Membership} from '../plan/endpoint-order.js';
import {bridgeOption} from '../plan/gateways.js';
import {containersOf} from '../plan/of-host.js';
import type {End} from './ends.js';
import type {PathQuestion} from './explanation.js';

const loopback = /^(127\.|::1$)/;

export const isUp = ({state}: Container) => state === 'running' || state === 'paused';

/** A container of that name (also with a network's behind it), id or beginning of the id, whether it can be reached by it or not. */
export function namedContainer({target, from}: PathQuestion, snapshot: Snapshot): Container | undefined {
	const wanted = target.toLowerCase().replace(/\.$/, '');
	const is = (name: string) => name.toLowerCase() === wanted;
	const known = containersOf(snapshot, from.host);
	// Of several with one alias rather one that runs.
	const all = [...known.filter(isUp), ...known.filter(container => !isUp(container))];
	return (
		all.find(({name, id}) => name === target || id === target) ??
		all.find(({name}) => is(name)) ??
		all.find(({endpoints}) => endpoints.some(({aliases, dnsNames}) => [...aliases, ...dnsNames].some(is))) ??
		all.find(({name, endpoints}) =>
			endpoints.some(({networkName, aliases, dnsNames}) =>
				[name, ...aliases, ...dnsNames].some(own => is(`${own}.${networkName}`)),
			),
		) ??
		(/^[\da-f]{12,64}$/.test(wanted) ? all.find(({id}) => id.startsWith(wanted)) : undefined)
	);
}

/** Whether a network is reached by its containers' own addresses, where the others know the way: not by the host's. */
export function isDirect({network: {driver, options}}: Membership): boolean {
	const modes = [4, 6].map(version => options[bridgeOption(`gateway_mode_ipv${version}`)] ?? 'nat');
	return ['macvlan', 'ipvlan'].includes(driver) || modes.some(mode => ['routed', 'nat-unprotected'].includes(mode));
}

/** The place of a container that who asks gets to: on a network in common; for the host on a bridge, for the outside on the LAN. */
export function placeFor({networks}: End, from: End): Membership | undefined {
	const ways: Readonly<Partial<Record<End['mode'], (place: Membership) => boolean>>> = {
		host: ({network}) => network.driver === 'bridge',
		outside: isDirect,
	};
	return (
		networks.find(({network}) => from.networks.some(own => own.network.id === network.id)) ??
		networks.find(place => ways[from.mode]?.(place)) ??
		networks[0]
	);
}

/** From the host or outside a container is reached by its published port: its number there, or the container's. */
export function portOf(container: Container, {port, protocol, from}: PathQuestion): Port | undefined {
	if (port === undefined || from.kind === 'container') return undefined;
	const own = container.ports.filter(known => known.protocol === protocol && known.hostPort !== undefined);
	// Published twice, on the host's loopback too: nobody outside means that one.
	const open = own.filter(({hostIp = ''}) => from.kind === 'host' || !loopback.test(hostIp));
	const all = [...open, ...own];
	const byHostPort = all.find(({hostPort}) => hostPort === port);
	// The host itself reaches containers directly.
	return byHostPort ?? (from.kind === 'outside' ? all.find(({containerPort}) => containerPort === port) : undefined);
}

export type ServicePort = Service['ports'][number] & {readonly publishedPort: number};

/** The port that a service publishes: its number on the nodes or, from outside, in the tasks. */
export function servicePortOf({ports}: Service, {port, protocol, from}: PathQuestion): ServicePort | undefined {
	const own = ports.filter(
		(known): known is ServicePort => known.protocol === protocol && known.publishedPort !== undefined,
	);
	const byNode = own.find(({publishedPort}) => publishedPort === port);
	return byNode ?? (from.kind === 'outside' ? own.find(({targetPort}) => targetPort === port) : undefined);
}

/** Whether an address is one that the engine's host has itself: its interfaces were read, its swarm tells, or a port is published there. */
export function isOfHost(address: string, {from: {host}}: PathQuestion, snapshot: Snapshot): boolean {
	const seen = snapshot.observations.get(keyOf({host, id: host}))?.routes?.interfaces ?? [];
	const own = seen.flatMap(({addresses}) => addresses.map(cidr => cidr.split('/')[0]));
	const isPublishedAt = containersOf(snapshot, host).some(({ports}) => ports.some(({hostIp}) => hostIp === address));
	return own.includes(address) || isPublishedAt || address === snapshot.hosts.get(host)?.swarm.nodeAddress;
}
