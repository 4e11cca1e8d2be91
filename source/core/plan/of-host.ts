import type {Container} from '../model/container.js';
import {groupBy} from '../model/group-by.js';
import type {Network} from '../model/network.js';
import {type HostId, type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service, Swarm, Task} from '../model/swarm.js';
import {oncePer} from '../views/memo.js';

type Named = {readonly host: HostId; readonly name: string};

/** What can be looked up, gone through once: a snapshot never changes. Where two have one name, the first. */
function indexOf<Each extends Named>(all: ReadonlyMap<Key, Each>) {
	const byName = [...all.values()].map(each => [keyOf({host: each.host, id: each.name}), each] as const);
	return {byHost: groupBy(all.values(), ({host}) => host), byName: new Map(byName.reverse())};
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

const membersByNetwork = oncePer(
	({containers}: Snapshot) => containers,
	({containers}) => {
		const members = [...containers.values()].flatMap(container => {
			const own = new Map(container.endpoints.map(endpoint => [endpoint.networkId, endpoint] as const).reverse());
			return [...own.values()].map((endpoint): Member => ({container, endpoint}));
		});
		return groupBy(members, ({container, endpoint}) => keyOf({host: container.host, id: endpoint.networkId}));
	},
);

/** Who is on the network, stopped ones too. */
export function membersOf(network: Network, snapshot: Snapshot): readonly Member[] {
	return membersByNetwork(snapshot).get(keyOf(network)) ?? [];
}

const tasksByService = oncePer(
	({tasks}: Swarm) => tasks,
	({tasks}) => groupBy(tasks, ({serviceId}) => serviceId),
);

/** Past ones too; of a service that no manager tells of, those that run. */
export function tasksOf(service: Service, snapshot: Snapshot): readonly Task[] {
	const swarm = snapshot.swarms.get(service.host);
	const told = swarm && tasksByService(swarm).get(service.id);
	return told ?? (swarm?.services.some(({id}) => id === service.id) ? [] : gossipedTasks(service, snapshot));
}

/** As the gossip of its overlays has them, on any node. */
function gossipedTasks({host, id, name, networks}: Service, snapshot: Snapshot): readonly Task[] {
	return networks.flatMap(({networkId}) => {
		const network = findNetwork(snapshot, host, networkId);
		const known = network?.details?.known.filter(({service}) => service === name) ?? [];
		return known.map(({name: task, address}): Task => {
			const here = network && membersOf(network, snapshot).find(({endpoint}) => endpoint.ipv4 === address);
			return {
				...{host, id: task, serviceId: id, state: 'running', desiredState: 'running'},
				addresses: [{networkId, address}],
				...(here && {containerId: here.container.id}),
			};
		});
	});
}

/** Services of an overlay that no manager tells of, as on workers: what its gossip knows of them. */
export function gossipedServices({host, id, details}: Network, {swarms}: Snapshot): readonly Service[] {
	const told = new Set(swarms.get(host)?.services.map(({name}) => name));
	const unseen = new Map(details?.known.map(({service, vip}) => [service, vip]));
	return [...unseen].flatMap(([name, vip]): readonly Service[] =>
		name === '' || told.has(name)
			? []
			: [
					{
						...{host, id: name, name, mode: 'replicated', endpointMode: vip ? 'vip' : 'dnsrr', ports: [], labels: {}},
						networks: [{networkId: id, aliases: [], ...(vip && {vip})}],
					},
				],
	);
}
