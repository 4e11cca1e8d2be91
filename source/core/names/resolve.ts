import {parseAddress} from '../ip/address.js';
import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service} from '../model/swarm.js';
import {inEngineOrder, type Membership, membershipsOf} from '../plan/endpoint-order.js';
import {namesOn} from '../plan/names-on.js';
import {membersOf} from '../plan/of-host.js';

/** Who answers to a name on a network. */
export type Holder = {
	/** The container's or service's name, for people. */
	readonly name: string;
	readonly container?: Container;
	readonly service?: Service;
	readonly ipv4?: string;
	readonly ipv6?: string;
};

export type NetworkAnswer = {readonly network: Network; readonly holders: readonly Holder[]};

/** What becomes of a name in a container: the steps of Docker's embedded resolver (libnetwork sandbox.go, ResolveName). */
export type Resolution =
	| {readonly by: 'literal' | 'hosts'; readonly addresses: readonly string[]}
	/** `shadowed`: other networks that know the name too, and are not asked. */
	| ({readonly by: 'network'; readonly shadowed: readonly NetworkAnswer[]} & NetworkAnswer)
	/** Asked of name servers outside, which know no containers. */
	| {readonly by: 'upstream'}
	/** No name server is asked: all networks are internal, or there is none. */
	| {readonly by: 'nobody'};

const mostShared = 8;

/** The container whose network namespace this one uses, and with it resolv.conf and hosts: often itself. Undefined: it is gone. */
export function ownerOf(container: Container, snapshot: Snapshot): Container | undefined {
	let owner: Container | undefined = container;
	for (let step = 0; owner?.sharesNetworkOf && step < mostShared; step++) {
		const {host, sharesNetworkOf} = owner as Container & {sharesNetworkOf: string};
		owner =
			snapshot.containers.get(keyOf({host, id: sharesNetworkOf})) ??
			[...snapshot.containers.values()].find(other => other.host === host && other.name === sharesNetworkOf);
	}

	return owner;
}

/** The networks that its namespace is on, in the engine's order; not `host` and `none`. */
export function networksOfNamespace(container: Container, snapshot: Snapshot): readonly Membership[] {
	const owner = ownerOf(container, snapshot);
	if (!owner) return [];
	return inEngineOrder(membershipsOf(owner, snapshot).filter(({network}) => !isModeOnly(network)));
}

function isModeOnly({driver}: Network): boolean {
	return driver === 'host' || driver === 'null';
}

/** Whether the engine runs a name service there: not on the bridge that it makes itself (Podman’s too). */
export function hasNameService(network: Network): boolean {
	return !isModeOnly(network) && !network.builtIn && network.name !== 'bridge';
}

/** An answer needs a running process, or one that is only paused. */
function isUp({state}: Container): boolean {
	return state === 'running' || state === 'paused';
}

/** What each name of a network leads to, lower case. */
export function namesOfNetwork(network: Network, snapshot: Snapshot): ReadonlyMap<string, readonly Holder[]> {
	const names = new Map<string, Holder[]>();
	const add = (name: string, holder: Holder) => {
		const key = name.toLowerCase();
		names.set(key, [...(names.get(key) ?? []), holder]);
	};
	for (const {container, endpoint} of membersOf(network, snapshot)) {
		if (!isUp(container) || !(endpoint.ipv4 || endpoint.ipv6)) continue;
		const {ipv4, ipv6} = endpoint;
		const holder = {name: container.name, container, ...(ipv4 && {ipv4}), ...(ipv6 && {ipv6})};
		for (const name of new Set([...namesOn(network, container, endpoint), container.id.slice(0, 12)]))
			add(name, holder);
	}

	addServices(network, snapshot, add);
	for (const {service, name, address} of network.details?.known ?? []) {
		// Containers of other nodes; services are known better from the manager, where this engine is one.
		const holder = {name, ipv4: address};
		const isNew = (key: string) => !(names.get(key.toLowerCase()) ?? []).some(({ipv4}) => ipv4 === address);
		if (service === '' && isNew(name)) add(name, holder);
	}

	return names;
}

function addServices(network: Network, snapshot: Snapshot, add: (name: string, holder: Holder) => void): void {
	const {services, tasks} = snapshot.swarms.get(network.host) ?? {services: [], tasks: []};
	for (const service of services) {
		const there = service.networks.find(({networkId}) => networkId === network.id);
		if (!there) continue;
		const own = tasks.filter(task => task.serviceId === service.id && task.state === 'running');
		const running = own.flatMap(task =>
			task.addresses
				.filter(({networkId}) => networkId === network.id)
				.map(({address}) => ({name: service.name, service, ipv4: address})),
		);
		const direct =
			service.endpointMode === 'vip' && there.vip ? [{name: service.name, service, ipv4: there.vip}] : running;
		for (const name of [service.name, ...there.aliases]) {
			for (const holder of direct) add(name, holder);
		}

		for (const holder of running) add(`tasks.${service.name}`, holder);
	}
}

/** Lines of a hosts file: `172.17.0.2 db 1a2b3c`. */
function fromHostsFile(text: string, name: string): readonly string[] {
	return text.split('\n').flatMap(line => {
		const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
		return names.some(candidate => candidate.toLowerCase() === name) ? [address] : [];
	});
}

/** What the file says, or what is known to be written into it: `--add-host`, links, the container's own name. */
function hostsAddresses(owner: Container, name: string, snapshot: Snapshot): readonly string[] {
	if (name === 'localhost') return ['127.0.0.1', '::1'];
	const observed = snapshot.observations.get(keyOf(owner))?.hosts;
	if (observed !== undefined) return fromHostsFile(observed, name);
	const extra = (owner.details?.extraHosts ?? []).flatMap(line => {
		const at = line.indexOf(':');
		return line.slice(0, at).toLowerCase() === name ? [line.slice(at + 1)] : [];
	});
	const linked = (owner.details?.links ?? []).flatMap(link => {
		const [target = '', alias = target] = link.split(':').map(part => part.replace(/^.*\//, ''));
		const other = [...snapshot.containers.values()].find(({name: known}) => known === target);
		return alias.toLowerCase() === name || target.toLowerCase() === name ? (other?.endpoints[0]?.ipv4 ?? []) : [];
	});
	return [...extra, ...linked];
}

/** `a.b.c` is also `a.b` in the network `c`, and `a` in `b.c`. */
function suffixes(name: string): readonly {readonly head: string; readonly network: string}[] {
	const parts = name.split('.');
	return parts.slice(1).map((_, index) => {
		const at = parts.length - 1 - index;
		return {head: parts.slice(0, at).join('.'), network: parts.slice(at).join('.')};
	});
}

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
	const served = networks.filter(hasNameService);
	const answers = served.map(network => ({network, holders: namesOfNetwork(network, snapshot).get(name) ?? []}));
	const [first, ...shadowed] = answers.filter(({holders}) => holders.length > 0);
	if (first) return {by: 'network', ...first, shadowed};
	for (const {head, network: suffix} of suffixes(name)) {
		const network = served.find(({name: own}) => own.toLowerCase() === suffix);
		const holders = network && namesOfNetwork(network, snapshot).get(head);
		if (network && holders) return {by: 'network', network, holders, shadowed: []};
	}

	const forwards = networks.some(({internal}) => !internal) || (owner.details?.dns.length ?? 0) > 0;
	return {by: forwards ? 'upstream' : 'nobody'};
}

export type EffectiveName = {readonly name: string} & NetworkAnswer & {readonly shadowed: readonly NetworkAnswer[]};

/** Every name of a container that resolves from there, in the order of its networks; predicted. */
export function effectiveNames(container: Container, snapshot: Snapshot): readonly EffectiveName[] {
	const found = new Map<string, EffectiveName>();
	for (const {network} of networksOfNamespace(container, snapshot)) {
		if (!hasNameService(network)) continue;
		for (const [name, holders] of namesOfNetwork(network, snapshot)) {
			const known = found.get(name);
			found.set(
				name,
				known ? {...known, shadowed: [...known.shadowed, {network, holders}]} : {name, network, holders, shadowed: []},
			);
		}
	}

	return [...found.values()];
}
