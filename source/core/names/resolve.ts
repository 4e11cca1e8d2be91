import {parseAddress} from '../ip/address.js';
import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {inEngineOrder, inNameOrder, type Membership, membershipsOf} from '../plan/endpoint-order.js';
import {hostAddressesOn} from '../plan/gateways.js';
import {containersOf, findContainer, findNetwork} from '../plan/of-host.js';
import {oncePer} from '../views/memo.js';
import {type Holder, isPodman, namesOfNetwork} from './names-of-network.js';

export type NetworkAnswer = {readonly network: Network; readonly holders: readonly Holder[]};

/**
 * What becomes of a name in a container: the steps of Docker's embedded resolver (libnetwork sandbox.go, ResolveName), or
 * Podman's (aardvark-dns), which knows the asker by its address, and answers with what all of its networks know.
 */
export type Resolution =
	| {readonly by: 'literal' | 'hosts'; readonly addresses: readonly string[]}
	/** `shadowed`: other networks that know the name too, and are not asked. */
	| ({readonly by: 'network'; readonly shadowed: readonly NetworkAnswer[]} & NetworkAnswer)
	/** Asked of name servers outside, which know no containers. */
	| {readonly by: 'upstream'}
	/** No name server is asked: all networks are internal (Podman asks from there too), or there is none. */
	| {readonly by: 'nobody'};

const mostShared = 8;

/** The container whose network namespace this one uses, and with it resolv.conf and hosts: often itself. Undefined: it is gone. */
export function ownerOf(container: Container, snapshot: Snapshot): Container | undefined {
	let owner: Container | undefined = container;
	for (let step = 0; owner?.sharesNetworkOf && step < mostShared; step++) {
		const {host, sharesNetworkOf} = owner as Container & {sharesNetworkOf: string};
		owner = findContainer(snapshot, host, sharesNetworkOf);
	}

	return owner;
}

const namespaces = oncePer(
	(snapshot: Snapshot) => snapshot,
	() => new Map<Container, readonly Membership[]>(),
);

/** The networks that its namespace is on, in the engine's order; not `host` and `none`. Found once for each snapshot. */
export function networksOfNamespace(container: Container, snapshot: Snapshot): readonly Membership[] {
	const known = namespaces(snapshot);
	const owner = ownerOf(container, snapshot);
	if (!owner) return [];
	const memberships =
		known.get(owner) ?? inEngineOrder(membershipsOf(owner, snapshot).filter(({network}) => !isModeOnly(network)));
	known.set(owner, memberships);
	return memberships;
}

function isModeOnly({driver}: Network): boolean {
	return driver === 'host' || driver === 'null';
}

/** Whether the engine runs a name service there: not on the bridge that it makes itself (Podman’s too), nor where it was told not to. */
export function hasNameService(network: Network): boolean {
	return !isModeOnly(network) && !network.builtIn && network.name !== 'bridge' && !network.nameless;
}

/** What a network without a name service is called. */
export const namelessText = ({name, nameless, builtIn}: Network): string =>
	nameless && !builtIn
		? `${name}, which was made without a name service (--disable-dns)`
		: 'the default bridge, which has no name service';

/** Lines of a hosts file: `172.17.0.2 db 1a2b3c`. */
function fromHostsFile(text: string, name: string): readonly string[] {
	return text.split('\n').flatMap(line => {
		const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
		return names.some(candidate => candidate.toLowerCase() === name) ? [address] : [];
	});
}

/** Names of the outside and of containers that /etc/hosts leads elsewhere, as the user had them written: asked before any network. */
export function writtenNames(container: Container, snapshot: Snapshot) {
	const owner = ownerOf(container, snapshot);
	const lines = owner?.details
		? [
				...owner.details.extraHosts.map(line => line.split(':')[0] ?? ''),
				...owner.details.links.map(link => link.split(':').at(-1)?.replace(/^.*\//, '') ?? ''),
			]
		: [];
	return [...new Set(lines.map(name => name.toLowerCase()))].flatMap(name => {
		const addresses = owner ? hostsAddresses(owner, name, snapshot) : [];
		return addresses.length > 0 ? [{name, addresses}] : [];
	});
}

/** The engine writes `host-gateway` as the address of the host on the default bridge, unless it was told another. */
function gatewayOfHost({host}: Container, snapshot: Snapshot): readonly string[] {
	const bridge = findNetwork(snapshot, host, 'bridge');
	return bridge ? hostAddressesOn(bridge, snapshot).slice(0, 1) : [];
}

/** Podman writes who shares a network namespace into its hosts file: measured on 4.3. */
function isGuest(name: string, owner: Container, snapshot: Snapshot): boolean {
	if (!isPodman(owner.host, snapshot)) return false;
	return containersOf(snapshot, owner.host).some(
		each =>
			each.state === 'running' &&
			each.sharesNetworkOf !== undefined &&
			[each.name.toLowerCase(), each.id.slice(0, 12)].includes(name) &&
			ownerOf(each, snapshot) === owner,
	);
}

/** What the file says, or what is known to be written into it: `--add-host`, links, the container's own name. */
function hostsAddresses(owner: Container, name: string, snapshot: Snapshot): readonly string[] {
	if (name === 'localhost') return ['127.0.0.1', '::1'];
	const observed = snapshot.observations.get(keyOf(owner))?.hosts;
	if (observed !== undefined) return fromHostsFile(observed, name);
	const extra = (owner.details?.extraHosts ?? []).flatMap(line => {
		const at = line.indexOf(':');
		const address = line.slice(at + 1);
		return line.slice(0, at).toLowerCase() === name
			? address === 'host-gateway'
				? gatewayOfHost(owner, snapshot)
				: [address]
			: [];
	});
	const linked = (owner.details?.links ?? []).flatMap(link => {
		const [target = '', alias = target] = link.split(':').map(part => part.replace(/^.*\//, ''));
		if (alias.toLowerCase() !== name && target.toLowerCase() !== name) return [];
		return findContainer(snapshot, owner.host, target)?.endpoints[0]?.ipv4 ?? [];
	});
	return [...extra, ...linked, ...(isGuest(name, owner, snapshot) ? ['127.0.0.1'] : [])];
}

/** `a.b.c` is also `a.b` in the network `c`, and `a` in `b.c`. */
function suffixes(name: string): readonly {readonly head: string; readonly network: string}[] {
	const parts = name.split('.');
	return parts.slice(1).map((_, index) => {
		const at = parts.length - 1 - index;
		return {head: parts.slice(0, at).join('.'), network: parts.slice(at).join('.')};
	});
}

/** With this domain behind it, Podman 4 knows a name on the network of the first name server only. */
const podmanDomain = /\.dns\.podman$/;

/** What becomes of the name in that container, predicted. */
export function resolve(container: Container, typed: string, snapshot: Snapshot): Resolution {
	const name = typed.toLowerCase().replace(/\.$/, '');
	if (parseAddress(name)) return {by: 'literal', addresses: [name]};
	const owner = ownerOf(container, snapshot);
	if (!owner) return {by: 'nobody'};
	const written = hostsAddresses(owner, name, snapshot);
	if (written.length > 0) return {by: 'hosts', addresses: written};
	if (owner.networkMode === 'host') return {by: 'upstream'};
	const networks = networksOfNamespace(container, snapshot).map(({network}) => network);
	if (networks.length === 0) return {by: 'nobody'};
	const served = servedNetworks(container, snapshot);
	const podman = isPodman(owner.host, snapshot);
	const link = linksOf(container, snapshot).find(each => each.name === name);
	if (link) return {by: 'network', network: link.network, holders: link.holders, shadowed: []};
	const answer = answerTo(podman ? name.replace(podmanDomain, '') : name, served, snapshot);
	if (answer) return {by: 'network', network: answer.network, holders: answer.holders, shadowed: answer.shadowed};
	if (podman) return {by: 'upstream'};
	for (const {head, network: suffix} of suffixes(name)) {
		const network = served.find(({name: own}) => own.toLowerCase() === suffix);
		const holders = network && namesOfNetwork(network, snapshot).get(head);
		if (network && holders) return {by: 'network', network, holders, shadowed: []};
	}

	const forwards = networks.some(({internal}) => !internal) || (owner.details?.dns.length ?? 0) > 0;
	return {by: forwards ? 'upstream' : 'nobody'};
}

export type EffectiveName = {readonly name: string} & NetworkAnswer & {readonly shadowed: readonly NetworkAnswer[]};

/** Links on networks of one's own: names that this container alone has for others, asked for before theirs. Not with Podman. */
function linksOf(container: Container, snapshot: Snapshot): readonly EffectiveName[] {
	if (isPodman(container.host, snapshot)) return [];
	return inNameOrder(networksOfNamespace(container, snapshot)).flatMap(({network, endpoint}) =>
		endpoint.links.flatMap(link => {
			const [target = '', alias = target] = link.split(':').map(part => part.replace(/^.*\//, '').toLowerCase());
			const holders = hasNameService(network) ? namesOfNetwork(network, snapshot).get(target) : undefined;
			return holders ? [{name: alias, network, holders, shadowed: []}] : [];
		}),
	);
}

/** The networks of its namespace that answer names, in the order in which they are asked. */
export function servedNetworks(container: Container, snapshot: Snapshot): readonly Network[] {
	return inNameOrder(networksOfNamespace(container, snapshot))
		.map(({network}) => network)
		.filter(hasNameService);
}

/** What the first of these networks that knows the name (lower case) answers, and which others know it: with Podman, all together. */
export function answerTo(name: string, networks: readonly Network[], snapshot: Snapshot): EffectiveName | undefined {
	const [first, ...shadowed] = networks.flatMap(network => {
		const holders = namesOfNetwork(network, snapshot).get(name);
		return holders ? [{network, holders}] : [];
	});
	if (first && isPodman(first.network.host, snapshot)) {
		const holders = [first, ...shadowed].flatMap(each => each.holders);
		return {name, network: first.network, holders, shadowed: []};
	}

	return first && {name, ...first, shadowed};
}

/** Every name of a container that resolves from there: its links, then in the order of its networks; predicted. */
export function effectiveNames(container: Container, snapshot: Snapshot): readonly EffectiveName[] {
	const networks = servedNetworks(container, snapshot);
	const links = linksOf(container, snapshot).filter(
		({name}, index, all) => all.findIndex(each => each.name === name) === index,
	);
	const linked = new Set(links.map(({name}) => name));
	const names = new Set(networks.flatMap(network => [...namesOfNetwork(network, snapshot).keys()]));
	return [
		...links,
		...[...names].filter(name => !linked.has(name)).flatMap(name => answerTo(name, networks, snapshot) ?? []),
	];
}

/** The names that two or more of these networks know. The largest is not gone through: many share it. */
export function commonNames(networks: readonly Network[], snapshot: Snapshot): readonly EffectiveName[] {
	const known = networks.map(network => namesOfNetwork(network, snapshot));
	const bySize = known.toSorted((one, other) => one.size - other.size);
	const names = new Set(bySize.slice(0, -1).flatMap(each => [...each.keys()]));
	const common = [...names].filter(name => known.filter(each => each.has(name)).length > 1);
	return common.flatMap(name => answerTo(name, networks, snapshot) ?? []);
}
