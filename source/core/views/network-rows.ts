import {usage} from '../ip/usage.js';
import type {Container, Endpoint} from '../model/container.js';
import type {Network, Subnet} from '../model/network.js';
import {type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {type NetworkTraffic, networkTraffic} from '../traffic/network-traffic.js';
import type {Traffic} from '../traffic/traffic.js';
import {lastCall} from './memo.js';
import {naturalCompare} from './sort.js';

export type NetworkMember = {readonly container: Container; readonly endpoint: Endpoint};

export type SubnetRow = {readonly subnet: Subnet; readonly used: bigint; readonly total: bigint};

export type NetworkRow = {
	readonly network: Network;
	/** By the container's name; stopped containers too. */
	readonly endpoints: readonly NetworkMember[];
	readonly subnets: readonly SubnetRow[];
	/** Addresses of the IPv4 subnets together, or of the IPv6 ones where there is none of IPv4. */
	readonly used: bigint;
	readonly total: bigint;
	/** True where other hosts and services hold addresses that this engine does not tell: `used` is a lower bound. */
	readonly usedElsewhere: boolean;
	readonly traffic: NetworkTraffic | undefined;
};

type Members = ReadonlyMap<Key, readonly NetworkMember[]>;

export function isUp({state}: Container): boolean {
	return state === 'running' || state === 'paused' || state === 'restarting';
}

function membersOf(containers: Snapshot['containers']): Members {
	const members = new Map<Key, NetworkMember[]>();
	for (const container of [...containers.values()].sort((a, b) => naturalCompare(a.name, b.name))) {
		for (const endpoint of container.endpoints) {
			const key = keyOf({host: container.host, id: endpoint.networkId});
			const known = members.get(key);
			if (known) known.push({container, endpoint});
			else members.set(key, [{container, endpoint}]);
		}
	}

	return members;
}

/** These take a gateway's address even where they do not tell it (20.10 shows it only when the user chose it). */
export function impliesGateway({driver, options}: Network): boolean {
	return (driver === 'bridge' || driver === 'overlay') && !Object.values(options).includes('isolated');
}

function rowOf(network: Network, endpoints: readonly NetworkMember[]): NetworkRow {
	const addresses = endpoints.flatMap(({endpoint: {ipv4, ipv6}}) => [ipv4, ipv6].filter(text => text !== undefined));
	const implied = impliesGateway(network);
	const subnets = network.subnets.map(subnet => ({subnet, ...usage(subnet, addresses, implied)}));
	const ipv4 = subnets.filter(({subnet}) => !subnet.cidr.includes(':'));
	const counted = ipv4.length > 0 ? ipv4 : subnets;
	return {
		network,
		endpoints,
		subnets,
		used: counted.reduce((sum, {used}) => sum + used, 0n),
		total: counted.reduce((sum, {total}) => sum + total, 0n),
		usedElsewhere: network.scope === 'swarm',
		traffic: undefined,
	};
}

/** The row made last of a network: good as long as the same endpoints of the same containers are on it. */
const made = new WeakMap<Network, NetworkRow>();

function sameMembers(one: readonly NetworkMember[], other: readonly NetworkMember[]): boolean {
	return (
		one.length === other.length &&
		one.every(
			({container, endpoint}, index) => container === other[index]!.container && endpoint === other[index]!.endpoint,
		)
	);
}

function keptRowOf(network: Network, endpoints: readonly NetworkMember[]): NetworkRow {
	const last = made.get(network);
	if (last && sameMembers(last.endpoints, endpoints)) return last;
	const row = rowOf(network, endpoints);
	made.set(network, row);
	return row;
}

const still = lastCall((networks: Snapshot['networks'], containers: Snapshot['containers']): readonly NetworkRow[] => {
	const members = membersOf(containers);
	return [...networks.values()].map(network => keptRowOf(network, members.get(keyOf(network)) ?? []));
});

type Measured = {readonly inputs: readonly (Traffic | undefined)[]; readonly row: NetworkRow};

/** A row without traffic → the last one with it. */
const measured = new WeakMap<NetworkRow, Measured>();

function withTraffic(row: NetworkRow, traffic: Snapshot['traffic']): NetworkRow {
	const inputs = row.endpoints.map(({container}) => traffic.get(container.id));
	if (inputs.every(input => input === undefined)) return row;
	const last = measured.get(row);
	if (last?.inputs.every((input, index) => input === inputs[index])) return last.row;
	const containers = row.endpoints.map(({container}) => container);
	const next = {...row, traffic: networkTraffic(containers, traffic)};
	measured.set(row, {inputs, row: next});
	return next;
}

const moving = lastCall((rows: readonly NetworkRow[], traffic: Snapshot['traffic']) =>
	rows.map(row => withTraffic(row, traffic)),
);

/** The same parts of a snapshot give the same rows; a row whose network's containers moved nothing stays the same object. */
export function networkRows({networks, containers, traffic}: Snapshot): readonly NetworkRow[] {
	return moving(still(networks, containers), traffic);
}
