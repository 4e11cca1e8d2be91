import type {Container} from '../core/model/container.js';
import {groupBy} from '../core/model/group-by.js';
import type {HostId} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {networksOfNamespace} from '../core/names/resolve.js';
import {gatewayOf} from '../core/plan/endpoint-order.js';
import {doorOf, hidesSenders} from '../core/plan/gateways.js';
import {networksOf} from '../core/plan/of-host.js';
import {isAffected} from '../core/rules/advisories.js';
import {isEnclosed} from '../core/rules/enclosed.js';
import {networkOfHost} from '../core/rules/host-network.js';
import {lanGateway} from '../core/rules/lan-gateway.js';
import {listening, openPublished} from '../core/rules/listening.js';
import {runningContainers, runningOn} from '../core/rules/members.js';
import {isWildcard, type PublishedPort} from '../core/rules/published.js';
import {type PathProbe, ping, tcp} from './path-probe.js';
import {askerOf, hostAsker} from './vantages.js';

const mostPorts = 6;
const mostHairpins = 4;
const mostWaysOut = 12;
/** Seconds: a silent port of the host is grave, and a machine may be busy. */
const patience = 5;

/** The router of the LAN behind each macvlan or ipvlan network, asked by one of its containers and by the host. */
export function routers(snapshot: Snapshot, host: HostId): readonly PathProbe[] {
	return networksOf(snapshot, host).flatMap(network => {
		const [first] = runningOn(network, snapshot);
		const address = first && lanGateway(network, first.endpoint, snapshot);
		return address ? [ping(askerOf(first.container), address), ping(hostAsker(host), address)] : [];
	});
}

/**
 * Networks that lead out by the host's address, or that containers of such ones have their gateway on: the host's own router, asked
 * by containers of each, and by the host.
 */
export function waysOut(snapshot: Snapshot, host: HostId): readonly PathProbe[] {
	const engine = snapshot.hosts.get(host);
	const router = networkOfHost(host, snapshot)?.defaultGateway?.address;
	if (!engine || isEnclosed(engine) || !router || router.includes(':')) return [];
	const leaving = runningContainers(snapshot).flatMap(container => {
		const memberships = networksOfNamespace(container, snapshot);
		const door = container.host === host ? doorOf(container, memberships, snapshot) : undefined;
		if (door?.network.driver !== 'bridge') return [];
		return [door, ...memberships].some(each => hidesSenders(each.network)) ? [{container, network: door.network}] : [];
	});
	const byNetwork = groupBy(leaving, ({network}) => network);
	// The most doubtful first.
	const networks = networksOf(snapshot, host).toSorted(
		(one, other) => Number(hidesSenders(one)) - Number(hidesSenders(other)),
	);
	const askers = networks.flatMap(network => {
		const there = byNetwork.get(network) ?? [];
		return there.map(({container}, at) => ({at, probe: ping(askerOf(container), router)}));
	});
	// One of each network before the others, which tell whether it is the network.
	const sorted = askers.toSorted((one, other) => one.at - other.at).map(({probe}) => probe);
	return sorted.length > 0 ? [...sorted.slice(0, mostWaysOut), ping(hostAsker(host), router)] : [];
}

type Open = {readonly container: Container; readonly port: PublishedPort};

/** Published TCP ports behind which something listens. */
function openPorts(snapshot: Snapshot, host: HostId): readonly Open[] {
	return [...listening(snapshot)].flatMap(each => {
		const {container} = each;
		const ports = openPublished(each).filter(({protocol}) => protocol === 'tcp' && container.host === host);
		return ports.map(port => ({container, port}));
	});
}

/** Published ports, each asked by the host there, and at the container's own address. */
export function published(snapshot: Snapshot, host: HostId): readonly PathProbe[] {
	const engine = snapshot.hosts.get(host);
	// Ports of an engine in a machine or a namespace of its own are open outside of it.
	if (!engine || isEnclosed(engine)) return [];
	const asker = hostAsker(host);
	return openPorts(snapshot, host)
		.slice(0, mostPorts)
		.flatMap(({container, port}) => {
			const loopback = port.hostIp === '::' ? '::1' : '127.0.0.1';
			const way = doorOf(container, networksOfNamespace(container, snapshot), snapshot)?.endpoint.ipv4;
			return [
				tcp(asker, isWildcard(port) ? loopback : port.hostIp!, port.hostPort, patience),
				...(way ? [tcp(asker, way, port.containerPort)] : []),
			];
		});
}

/** Ports that are published everywhere, asked for at the host by a container of another network. */
export function hairpins(snapshot: Snapshot, host: HostId): readonly PathProbe[] {
	const engine = snapshot.hosts.get(host);
	if (!engine || !isAffected(engine, [{before: '29.0.0'}])) return [];
	const others = runningContainers(snapshot).flatMap(container => {
		const networks = networksOfNamespace(container, snapshot);
		const gateway = gatewayOf(networks, 4)?.endpoint.gateway;
		return container.host === host && gateway ? [{container, networks, gateway}] : [];
	});
	const asked = openPorts(snapshot, host).flatMap(({container, port}) => {
		const own = networksOfNamespace(container, snapshot);
		const other = others.find(
			({networks}) => !networks.some(({network}) => own.some(mine => mine.network === network)),
		);
		return other && isWildcard(port) ? [tcp(askerOf(other.container), other.gateway, port.hostPort)] : [];
	});
	return asked.slice(0, mostHairpins);
}
