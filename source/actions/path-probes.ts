import type {Container} from '../core/model/container.js';
import type {Network} from '../core/model/network.js';
import {type HostId, keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {hasNameService} from '../core/names/resolve.js';
import {gossipedServices, type Member, membersOf, networksOf, tasksOf} from '../core/plan/of-host.js';
import {nameProblem} from '../core/probes/target.js';
import {meshNodes, meshPorts} from '../core/rules/mesh.js';
import {noSuchName, serverSets} from '../core/rules/name-servers.js';
import {unanswered} from '../core/rules/wanted-names.js';
import {hairpins, published, routers, waysOut} from './host-probes.js';
import {dns, type PathProbe, pings, tcp} from './path-probe.js';
import {askerOf, hostAsker} from './vantages.js';

const drivers = new Set(['bridge', 'overlay', 'macvlan', 'ipvlan']);
const mostPorts = 3;
const mostNames = 3;
const mostRemote = 8;
const mostNodes = 4;
const mostMeshPorts = 6;
const mostWanted = 12;
const loopback = /^(127\.|::1$)/;

/** What should work between containers that run, the most telling first: nothing between containers that are kept apart. */
export function pathProbes(snapshot: Snapshot, host: HostId): readonly PathProbe[] {
	const networks = networksOf(snapshot, host).filter(
		({driver, ingress, options}) =>
			drivers.has(driver) && !ingress && options['com.docker.network.bridge.enable_icc'] !== 'false',
	);
	const all = networks.map(network => {
		const members = membersOf(network, snapshot).filter(
			({container, endpoint}) => container.state === 'running' && addressOf({container, endpoint}) !== undefined,
		);
		return {
			crossing: crossing(network, members, snapshot),
			...between(network, members, snapshot),
		};
	});
	const of = (part: 'crossing' | 'connections' | 'pings' | 'names' | 'sizes') => all.flatMap(network => network[part]);
	return [
		...of('crossing'),
		...mesh(snapshot, host),
		...wanted(snapshot, host),
		...of('connections'),
		...published(snapshot, host),
		...serverSets(snapshot, host).map(asker => dns(askerOf(asker), noSuchName)),
		...routers(snapshot, host),
		...waysOut(snapshot, host),
		...hairpins(snapshot, host),
		...of('pings'),
		...of('names'),
		...of('sizes'),
	].filter(canBeAsked);
}

/** An alias may be any text, an address too: what no tool takes for a name is not looked up. */
function canBeAsked({kind, input}: PathProbe): boolean {
	return kind !== 'dns' || nameProblem(input.target) === undefined;
}

/** Ports that a swarm publishes on all its nodes, tried from the host of its manager: at its own address, and at those of the others. */
function mesh(snapshot: Snapshot, host: HostId): readonly PathProbe[] {
	const asker = hostAsker(host);
	const nodes = meshNodes(snapshot, host).slice(0, mostNodes);
	return meshPorts(snapshot, host)
		.slice(0, mostMeshPorts)
		.flatMap(({port}) => nodes.map(({address}) => tcp(asker, address, port)));
}

/** Names that containers are told to reach, and that will likely not resolve. */
function wanted(snapshot: Snapshot, host: HostId): readonly PathProbe[] {
	return unanswered(snapshot)
		.filter(({asker}) => asker.host === host)
		.slice(0, mostWanted)
		.map(({asker, name}) => dns(askerOf(asker), name));
}

const addressOf = ({endpoint: {ipv4, ipv6}}: Member) => ipv4 ?? ipv6;

/** Each member is asked for by the next one. */
function between(network: Network, members: readonly Member[], snapshot: Snapshot) {
	const pairs =
		members.length < 2 ? [] : members.map((to, at) => ({to, from: members[(at + 1) % members.length]!.container}));
	// Who is alone asks for itself: that its name server lives shows all the same.
	const askers = members.length === 1 ? members.map(to => ({to, from: to.container})) : pairs;
	const names = hasNameService(network) ? askers : [];
	return {
		connections: pairs.flatMap(({from, to}) =>
			openPorts(to.container, snapshot).map(port => tcp(askerOf(from), addressOf(to)!, port)),
		),
		pings: pairs.map(({from, to}) => pings(askerOf(from), addressOf(to)!)),
		names: names.flatMap(({from, to: {container, endpoint}}) =>
			[...new Set([container.name, ...endpoint.aliases])].slice(0, mostNames).map(target => dns(askerOf(from), target)),
		),
		sizes: pairs.slice(0, 1).map(
			({from, to}): PathProbe => ({
				asker: askerOf(from),
				kind: 'mtu',
				input: {target: addressOf(to)!},
			}),
		),
	};
}

function openPorts(container: Container, snapshot: Snapshot): readonly number[] {
	const {listeners = []} = snapshot.observations.get(keyOf(container))?.listeners ?? {};
	const open = listeners.filter(({protocol, address}) => protocol === 'tcp' && !loopback.test(address));
	return [...new Set(open.map(({port}) => port))].slice(0, mostPorts);
}

/** From this node to the others of an overlay, and to its services: at their virtual addresses and at those of their tasks. */
function crossing(network: Network, members: readonly Member[], snapshot: Snapshot): readonly PathProbe[] {
	const from = members[0]?.container;
	if (!from || network.driver !== 'overlay') return [];
	const local = new Set(members.map(addressOf));
	const remote = (network.details?.known ?? []).filter(({address}) => !local.has(address)).slice(0, mostRemote);
	const told = snapshot.swarms.get(network.host)?.services ?? [];
	const ofServices = [...told, ...gossipedServices(network, snapshot)].flatMap(service => {
		const there = service.networks.find(({networkId}) => networkId === network.id);
		if (!there) return [];
		const own = tasksOf(service, snapshot).filter(({state}) => state === 'running');
		const here = members.find(({container}) => own.some(({containerId}) => containerId === container.id));
		const exposed = here?.container.details?.exposedPorts.map(({port}) => port) ?? [];
		const open = here ? openPorts(here.container, snapshot) : [];
		const port = [...service.ports.map(({targetPort}) => targetPort), ...open, ...exposed][0];
		if (port === undefined) return [];
		const addresses = own.flatMap(task => task.addresses.filter(({networkId}) => networkId === network.id));
		return [there.vip, ...addresses.map(({address}) => address)].flatMap(address =>
			address ? [tcp(askerOf(from), address, port)] : [],
		);
	});
	return [...remote.map(({address}) => pings(askerOf(from), address)), ...ofServices];
}
