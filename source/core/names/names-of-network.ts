import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service} from '../model/swarm.js';
import {namesOn} from '../plan/names-on.js';
import {gossipedServices, membersOf, tasksOf} from '../plan/of-host.js';
import {oncePer} from '../views/memo.js';

/** Who answers to a name on a network. */
export type Holder = {
	/** The container's or service's name, for people. */
	readonly name: string;
	readonly container?: Container;
	readonly service?: Service;
	readonly ipv4?: string;
	readonly ipv6?: string;
};

/** An answer needs a running process, or one that is only paused. */
function isUp({state}: Container): boolean {
	return state === 'running' || state === 'paused';
}

export function isPodman(host: HostId, {hosts}: Snapshot): boolean {
	return hosts.get(host)?.engine === 'podman';
}

type Names = ReadonlyMap<string, readonly Holder[]>;

const namesByNetwork = oncePer(
	(snapshot: Snapshot) => snapshot,
	() => new Map<Network, Names>(),
);

/** What each name of a network leads to, lower case. Found once for each snapshot. */
export function namesOfNetwork(network: Network, snapshot: Snapshot): Names {
	const known = namesByNetwork(snapshot);
	const names = known.get(network) ?? collectNames(network, snapshot);
	known.set(network, names);
	return names;
}

function collectNames(network: Network, snapshot: Snapshot): Names {
	const names = new Map<string, Holder[]>();
	const add = (name: string, holder: Holder) => {
		const key = name.toLowerCase();
		const holders = names.get(key);
		if (holders) holders.push(holder);
		else names.set(key, [holder]);
	};
	// Podman names containers on bridges only.
	if (network.driver !== 'bridge' && isPodman(network.host, snapshot)) return names;
	for (const {container, endpoint} of membersOf(network, snapshot)) {
		if (!isUp(container) || !(endpoint.ipv4 || endpoint.ipv6)) continue;
		const {ipv4, ipv6} = endpoint;
		const holder = {name: container.name, container, ...(ipv4 && {ipv4}), ...(ipv6 && {ipv6})};
		for (const name of new Set([...namesOn(network, container, endpoint), container.id.slice(0, 12)]))
			add(name, holder);
	}

	addServices(network, snapshot, add);
	for (const {name, address} of network.details?.known ?? []) {
		// Containers and tasks of other nodes.
		const holder = {name, ipv4: address};
		const isNew = (key: string) => !(names.get(key.toLowerCase()) ?? []).some(({ipv4}) => ipv4 === address);
		if (isNew(name)) add(name, holder);
	}

	return names;
}

function addServices(network: Network, snapshot: Snapshot, add: (name: string, holder: Holder) => void): void {
	const told = snapshot.swarms.get(network.host)?.services ?? [];
	for (const service of [...told, ...gossipedServices(network, snapshot)]) {
		const there = service.networks.find(({networkId}) => networkId === network.id);
		if (!there) continue;
		const own = tasksOf(service, snapshot).filter(({state}) => state === 'running');
		const running = own.flatMap(task =>
			task.addresses
				.filter(({networkId}) => networkId === network.id)
				.map(({address}) => ({name: service.name, service, ipv4: address})),
		);
		// Whose last task is gone has no name either, by its virtual IP neither.
		if (own.length === 0) continue;
		const direct =
			service.endpointMode === 'vip' && there.vip ? [{name: service.name, service, ipv4: there.vip}] : running;
		for (const name of [service.name, ...there.aliases]) {
			for (const holder of direct) add(name, holder);
		}

		for (const holder of running) add(`tasks.${service.name}`, holder);
	}
}
