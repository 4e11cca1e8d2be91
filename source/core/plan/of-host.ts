import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import {type HostId, type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service, Swarm, Task} from '../model/swarm.js';
import {oncePer} from '../views/memo.js';

type Named = {readonly host: HostId; readonly name: string};

/** Objects of one snapshot, gone through once: it never changes. */
type Index<Each> = {
	readonly byHost: ReadonlyMap<HostId, readonly Each[]>;
	/** By `HOST/NAME`; the first, where two have one name. */
	readonly byName: ReadonlyMap<string, Each>;
};

function indexOf<Each extends Named>(all: ReadonlyMap<Key, Each>): Index<Each> {
	const byHost = new Map<HostId, Each[]>();
	const byName = new Map<string, Each>();
	for (const each of all.values()) {
		const known = byHost.get(each.host);
		if (known) known.push(each);
		else byHost.set(each.host, [each]);
		const key = keyOf({host: each.host, id: each.name});
		if (!byName.has(key)) byName.set(key, each);
	}

	return {byHost, byName};
}

const networkIndex = oncePer(
	({networks}: Snapshot) => networks,
	({networks}) => indexOf(networks),
);
const containerIndex = oncePer(
	({containers}: Snapshot) => containers,
	({containers}) => indexOf(containers),
);

export function networksOf(snapshot: Snapshot, host: HostId): readonly Network[] {
	return networkIndex(snapshot).byHost.get(host) ?? [];
}

export function containersOf(snapshot: Snapshot, host: HostId): readonly Container[] {
	return containerIndex(snapshot).byHost.get(host) ?? [];
}

/** By id or, as engines also take it, by name. */
export function findNetwork(snapshot: Snapshot, host: HostId, reference: string): Network | undefined {
	const key = keyOf({host, id: reference});
	return snapshot.networks.get(key) ?? networkIndex(snapshot).byName.get(key);
}

/** By id or by name. */
export function findContainer(snapshot: Snapshot, host: HostId, reference: string): Container | undefined {
	const key = keyOf({host, id: reference});
	return snapshot.containers.get(key) ?? containerIndex(snapshot).byName.get(key);
}

export type Member = {readonly container: Container; readonly endpoint: Container['endpoints'][number]};

/** By host and network. */
const membersByNetwork = oncePer(
	({containers}: Snapshot) => containers,
	({containers}): ReadonlyMap<Key, readonly Member[]> => {
		const found = new Map<Key, Member[]>();
		for (const container of containers.values()) {
			const own = new Map(container.endpoints.map(endpoint => [endpoint.networkId, endpoint] as const).reverse());
			for (const [id, endpoint] of own) {
				const key = keyOf({host: container.host, id});
				const members = found.get(key);
				if (members) members.push({container, endpoint});
				else found.set(key, [{container, endpoint}]);
			}
		}

		return found;
	},
);

/** Who is on the network, stopped ones too. */
export function membersOf(network: Network, snapshot: Snapshot): readonly Member[] {
	return membersByNetwork(snapshot).get(keyOf(network)) ?? [];
}

const tasksByService = oncePer(
	({tasks}: Swarm) => tasks,
	({tasks}): ReadonlyMap<string, readonly Task[]> => {
		const found = new Map<string, Task[]>();
		for (const task of tasks) {
			const own = found.get(task.serviceId);
			if (own) own.push(task);
			else found.set(task.serviceId, [task]);
		}

		return found;
	},
);

/** Past ones too. */
export function tasksOf({host, id}: Service, {swarms}: Snapshot): readonly Task[] {
	const swarm = swarms.get(host);
	return (swarm && tasksByService(swarm).get(id)) ?? [];
}
