import type {Container, Endpoint} from '../model/container.js';
import type {Network} from '../model/network.js';
import {type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Traffic} from '../traffic/traffic.js';
import {lastCall} from './memo.js';

export type ContainerRow = {
	readonly container: Container;
	/** Its own endpoints, by network name; `network` undefined where the engine has none of that id any more. */
	readonly networks: readonly {readonly endpoint: Endpoint; readonly network: Network | undefined}[];
	/** Whose network namespace it uses: the one that has the endpoints, also where it is reached through others. */
	readonly provider: Container | undefined;
	/** Those that use its network namespace. */
	readonly sharers: readonly Container[];
	/** Of its namespace, so the same for all that share it. */
	readonly traffic: Traffic | undefined;
};

function providerOf(container: Container, containers: Snapshot['containers']): Container | undefined {
	const seen = new Set<Container>([container]);
	let provider: Container | undefined;
	let next = container.sharesNetworkOf;
	while (next !== undefined) {
		const found = containers.get(keyOf({host: container.host, id: next}));
		if (!found || seen.has(found)) return provider;
		seen.add(found);
		provider = found;
		next = found.sharesNetworkOf;
	}

	return provider;
}

function byNetworkName(one: {readonly endpoint: Endpoint}, other: {readonly endpoint: Endpoint}): number {
	return one.endpoint.networkName < other.endpoint.networkName ? -1 : 1;
}

const still = lastCall(
	(networks: Snapshot['networks'], containers: Snapshot['containers']): readonly ContainerRow[] => {
		const sharers = new Map<Key, Container[]>();
		const providers = new Map<Container, Container>();
		for (const container of containers.values()) {
			const provider = providerOf(container, containers);
			if (!provider) continue;
			providers.set(container, provider);
			sharers.set(keyOf(provider), [...(sharers.get(keyOf(provider)) ?? []), container]);
		}

		return [...containers.values()].map(container => ({
			container,
			networks: container.endpoints
				.map(endpoint => ({
					endpoint,
					network: networks.get(keyOf({host: container.host, id: endpoint.networkId})),
				}))
				.sort(byNetworkName),
			provider: providers.get(container),
			sharers: sharers.get(keyOf(container)) ?? [],
			traffic: undefined,
		}));
	},
);

/** A row without traffic → the last one with it. */
const measured = new WeakMap<ContainerRow, ContainerRow>();

function withTraffic(row: ContainerRow, all: Snapshot['traffic']): ContainerRow {
	const traffic = all.get((row.provider ?? row.container).id);
	if (!traffic) return row;
	const last = measured.get(row);
	if (last?.traffic === traffic) return last;
	const next = {...row, traffic};
	measured.set(row, next);
	return next;
}

const moving = lastCall((rows: readonly ContainerRow[], traffic: Snapshot['traffic']) =>
	rows.map(row => withTraffic(row, traffic)),
);

/** The same parts of a snapshot give the same rows; a row whose traffic did not change stays the same object. */
export function containerRows({networks, containers, traffic}: Snapshot): readonly ContainerRow[] {
	return moving(still(networks, containers), traffic);
}
