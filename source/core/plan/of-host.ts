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

/** Who is on the network, stopped ones too. */
export function membersOf(network: Network, snapshot: Snapshot): readonly Member[] {
	return containersOf(snapshot, network.host).flatMap(container => {
		const endpoint = container.endpoints.find(({networkId}) => networkId === network.id);
		return endpoint ? [{container, endpoint}] : [];
	});
}
