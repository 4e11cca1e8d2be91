import {formatAddress, parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import type {Port} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service} from '../model/swarm.js';
import type {Holder} from '../names/names-of-network.js';
import {type Resolution, resolve} from '../names/resolve.js';
import type {Membership} from '../plan/endpoint-order.js';
import {hostAddressesOn} from '../plan/gateways.js';
import {containersOf, gossipedServices, networksOf, tasksOf} from '../plan/of-host.js';
import {type End, endOfContainer} from './ends.js';
import type {PathQuestion} from './explanation.js';
import {isOfHost, isUp, namedContainer, placeFor, portOf, type ServicePort, servicePortOf} from './named.js';
import {nodePortAt, nodesOf, otherNodeAt} from './node-ports.js';

/** Where a path leads. */
export type Destination =
	/** `endpoint`: the one that has the address; undefined where none was told or it has none. */
	| {readonly kind: 'container'; readonly end: End; readonly endpoint?: Membership; readonly address?: string}
	| {readonly kind: 'self'; readonly end: End; readonly address: string}
	| {readonly kind: 'published'; readonly port: Port; readonly end: End; readonly address: string}
	| {readonly kind: 'service'; readonly service: Service; readonly network: Network; readonly address?: string}
	/** A port of the nodes that leads to a swarm's service. */
	| {readonly kind: 'mesh'; readonly service: Service; readonly port: ServicePort; readonly address: string}
	/** On an overlay, on another node. */
	| {readonly kind: 'remote'; readonly network: Network; readonly address: string; readonly name: string}
	| {readonly kind: 'host'; readonly address: string}
	/** An address of a Docker network that nobody has. */
	| {readonly kind: 'nobody'; readonly network: Network; readonly address: string}
	| {readonly kind: 'outside'; readonly address?: string};

const loopback = /^(127\.|::1$)/;

function hostOf(question: PathQuestion): string {
	return question.from.host;
}

/** The container that has an address, not one that shares its namespace: on the asker's own networks first, as two may have the same subnet. */
function holderOf(address: string, from: End, question: PathQuestion, snapshot: Snapshot) {
	const own = new Set(from.networks.map(({network}) => network.id));
	const found = containersOf(snapshot, hostOf(question)).flatMap(container =>
		isUp(container) && container.sharesNetworkOf === undefined
			? endOfContainer(container, snapshot)
					.networks.filter(({endpoint}) => endpoint.ipv4 === address || endpoint.ipv6 === address)
					.map(endpoint => ({container, endpoint}))
			: [],
	);
	return found.find(({endpoint}) => own.has(endpoint.network.id)) ?? found[0];
}

/** Whether who asks at that address of the host gets to the port: it may be published on another one, or for another IP version. */
export function isBoundTo({hostIp}: Port, address: string): boolean {
	if (hostIp === undefined || hostIp === '' || hostIp === address) return true;
	return hostIp === (address.includes(':') ? '::' : '0.0.0.0');
}

/** A container's port that is published on that address of the host, or else on another. */
function publishedAt(address: string, {port: wanted, protocol, from}: PathQuestion, snapshot: Snapshot) {
	const found = containersOf(snapshot, from.host)
		.filter(({state}) => state !== 'exited')
		.flatMap(container =>
			container.ports
				.filter(port => wanted !== undefined && port.hostPort === wanted && port.protocol === protocol)
				.map(port => ({container, port})),
		);
	return found.find(({port}) => isBoundTo(port, address)) ?? found[0];
}

/** The container that alone is to have that port of the host, and has it not. */
function wantingAt(address: string, {port: wanted, protocol, from}: PathQuestion, snapshot: Snapshot) {
	if (wanted === undefined || from.kind === 'container') return undefined;
	const found = containersOf(snapshot, from.host).filter(({details}) =>
		details?.requestedPorts.some(
			port => port.hostPort === wanted && port.protocol === protocol && isBoundTo(port, address),
		),
	);
	return found.length === 1 ? found[0] : undefined;
}

function atAddress(typed: string, from: End, question: PathQuestion, snapshot: Snapshot): Destination {
	const parsed = parseAddress(typed);
	const address = parsed ? formatAddress(parsed) : typed;
	const onHost = (): Destination => {
		const isElsewhere = otherNodeAt(address, hostOf(question), snapshot) !== undefined;
		const published = isElsewhere ? undefined : publishedAt(address, question, snapshot);
		if (published)
			return {kind: 'published', port: published.port, end: endOfContainer(published.container, snapshot), address};
		const mesh = nodePortAt(address, question, snapshot);
		const wanting = mesh ? undefined : wantingAt(address, question, snapshot);
		// Not there: it does not run, or the port was not published.
		if (wanting) return {kind: 'container', end: endOfContainer(wanting, snapshot), address};
		return mesh ? {kind: 'mesh', ...mesh, address} : {kind: 'host', address};
	};
	if (loopback.test(address))
		return from.mode === 'own' || from.mode === 'none' ? {kind: 'self', end: from, address} : onHost();
	const held = holderOf(address, from, question, snapshot);
	if (held) return {kind: 'container', end: endOfContainer(held.container, snapshot), endpoint: held.endpoint, address};
	const networks = networksOf(snapshot, hostOf(question));
	const {services, nodes} = snapshot.swarms.get(hostOf(question)) ?? {services: [], nodes: []};
	for (const service of [...services, ...networks.flatMap(network => gossipedServices(network, snapshot))]) {
		const there = service.networks.find(({vip}) => vip === address);
		const network = networks.find(({id}) => id === there?.networkId);
		if (network) return {kind: 'service', service, network, address};
	}

	if (networks.some(network => hostAddressesOn(network, snapshot).includes(address))) return onHost();
	if (isOfHost(address, question, snapshot)) return onHost();
	const remote = networks.flatMap(network =>
		(network.details?.known ?? []).filter(known => known.address === address).map(known => ({network, known})),
	)[0];
	if (remote) return {kind: 'remote', network: remote.network, address, name: remote.known.name};
	if (question.from.kind === 'outside' || nodes.some(node => node.address === address)) return onHost();
	const network = networks.find(({subnets}) =>
		subnets.some(({cidr}) => {
			const range = readCidr(cidr);
			return range && parsed && contains(range, parsed);
		}),
	);
	return network ? {kind: 'nobody', network, address} : {kind: 'outside', address};
}

function fromHolder(holder: Holder, network: Network, snapshot: Snapshot): Destination {
	const address = holder.ipv4 ?? holder.ipv6;
	if (holder.service) return {kind: 'service', service: holder.service, network, ...(address && {address})};
	if (!holder.container) return {kind: 'remote', network, address: address ?? '', name: holder.name};
	const end = endOfContainer(holder.container, snapshot);
	// Podman answers with all networks at once.
	const endpoint =
		end.networks.find(member => member.endpoint.ipv4 === holder.ipv4 && member.endpoint.ipv6 === holder.ipv6) ??
		end.networks.find(member => member.network.id === network.id);
	return {kind: 'container', end, ...(endpoint && {endpoint}), ...(address && {address})};
}

/** The target as seen from there. `resolution` only where a container asks by a name or address. */
export function destinationOf(
	question: PathQuestion,
	from: End,
	snapshot: Snapshot,
): {readonly to: Destination; readonly resolution?: Resolution} {
	const {target} = question;
	if (parseAddress(target)) return {to: atAddress(target, from, question, snapshot)};
	const asker = from.container;
	const resolution = asker && resolve(asker, target, snapshot);
	const known = resolution ? {resolution} : {};
	if (resolution?.by === 'network') {
		// Where several answer, another container than the asker tells more.
		const holder = resolution.holders.find(({container}) => container !== asker) ?? resolution.holders[0]!;
		return {to: fromHolder(holder, resolution.network, snapshot), ...known};
	}

	if (resolution?.by === 'hosts') return {to: atAddress(resolution.addresses[0]!, from, question, snapshot), ...known};
	const named = namedContainer(question, snapshot);
	const service = serviceOf(question, snapshot);
	if (service && named?.name !== target) {
		const port = asker ? undefined : servicePortOf(service, question);
		if (port) return {to: ofService(service, port, question, snapshot)};
		const [there] = service.networks;
		const network = networksOf(snapshot, hostOf(question)).find(({id}) => id === there?.networkId);
		if (network) return {to: {kind: 'service', service, network, ...(there?.vip && {address: there.vip})}, ...known};
	}

	if (named) {
		const end = endOfContainer(named, snapshot);
		const port = asker ? undefined : portOf(named, question);
		if (port) return {to: {kind: 'published', port, end, address: port.hostIp ?? '0.0.0.0'}, ...known};
		// Whoever is on the host's network has the host's ports.
		if (end.mode === 'host' && from.mode === 'host')
			return {to: {kind: 'container', end, address: '127.0.0.1'}, ...known};
		const endpoint = placeFor(end, from);
		const address = endpoint?.endpoint.ipv4 ?? endpoint?.endpoint.ipv6;
		return {to: {kind: 'container', end, ...(endpoint && {endpoint}), ...(address && {address})}, ...known};
	}

	// Asked by a container, `host` is a name like others.
	if (target === 'localhost' || (target === 'host' && from.mode !== 'own'))
		return {to: atAddress('127.0.0.1', from, question, snapshot), ...known};
	return {to: {kind: 'outside'}, ...known};
}

/** In mode host a port is a task's: of one here, else of another node's. */
function ofService(service: Service, port: ServicePort, question: PathQuestion, snapshot: Snapshot): Destination {
	const address = '0.0.0.0';
	if (port.mode === 'ingress') return {kind: 'mesh', service, port, address};
	const here = publishedAt(address, {...question, port: port.publishedPort}, snapshot);
	const isIts = here && tasksOf(service, snapshot).some(({containerId}) => containerId === here.container.id);
	if (isIts) return {kind: 'published', port: here.port, end: endOfContainer(here.container, snapshot), address};
	const [node] = nodesOf(service, snapshot);
	return {kind: 'mesh', service, port, address: node?.address ?? address};
}

function serviceOf({target, from}: PathQuestion, {swarms}: Snapshot): Service | undefined {
	const wanted = target.toLowerCase();
	return swarms
		.get(from.host)
		?.services.find(({name}) => [name, `tasks.${name}`].some(own => own.toLowerCase() === wanted));
}
