import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import {type HostId, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';

export function networksOf(snapshot: Snapshot, host: HostId): readonly Network[] {
	return [...snapshot.networks.values()].filter(network => network.host === host);
}

export function containersOf(snapshot: Snapshot, host: HostId): readonly Container[] {
	return [...snapshot.containers.values()].filter(container => container.host === host);
}

/** By id or, as engines also take it, by name. */
export function findNetwork(snapshot: Snapshot, host: HostId, reference: string): Network | undefined {
	const byId = snapshot.networks.get(keyOf({host, id: reference}));
	return byId ?? networksOf(snapshot, host).find(({name}) => name === reference);
}

export type Member = {readonly container: Container; readonly endpoint: Container['endpoints'][number]};

/** By host and network: a snapshot never changes, so it is gone through once. */
const memberships = new WeakMap<Snapshot['containers'], ReadonlyMap<string, readonly Member[]>>();

function membersByNetwork({containers}: Snapshot): ReadonlyMap<string, readonly Member[]> {
	const known = memberships.get(containers);
	if (known) return known;
	const found = new Map<string, Member[]>();
	for (const container of containers.values()) {
		const own = new Map(container.endpoints.map(endpoint => [endpoint.networkId, endpoint] as const).reverse());
		for (const [id, endpoint] of own) {
			const key = keyOf({host: container.host, id});
			const members = found.get(key);
			if (members) members.push({container, endpoint});
			else found.set(key, [{container, endpoint}]);
		}
	}

	memberships.set(containers, found);
	return found;
}

/** Who is on the network, stopped ones too. */
export function membersOf(network: Network, snapshot: Snapshot): readonly Member[] {
	return membersByNetwork(snapshot).get(keyOf(network)) ?? [];
}
