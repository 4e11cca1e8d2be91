import type {Container, Endpoint} from '../../../source/core/model/container.js';
import type {Network} from '../../../source/core/model/network.js';
import {keyOf} from '../../../source/core/model/reference.js';
import {emptySnapshot, type Snapshot} from '../../../source/core/model/snapshot.js';

/** Small objects for the logic of tables; what engines really send is in test/fixtures/engine. */
export function endpoint(parts: Partial<Endpoint> = {}): Endpoint {
	const networkName = parts.networkName ?? 'front';
	return {
		networkId: `${networkName}-id`,
		networkName,
		aliases: [],
		dnsNames: [],
		links: [],
		driverOptions: {},
		gatewayPriority: 0,
		requested: {},
		...parts,
	};
}

export function container(parts: Partial<Container> & {readonly id: string}): Container {
	return {
		host: 'lab',
		name: parts.id,
		image: 'lab/busybox',
		command: 'sleep',
		state: 'running',
		status: 'Up 3 minutes',
		networkMode: 'front',
		endpoints: [],
		ports: [],
		labels: {},
		detailed: true,
		...parts,
	};
}

export function network(parts: Partial<Network> & {readonly name: string}): Network {
	return {
		host: 'lab',
		id: `${parts.name}-id`,
		driver: 'bridge',
		scope: 'local',
		internal: false,
		attachable: false,
		ingress: false,
		configOnly: false,
		ipv4: true,
		ipv6: false,
		ipamDriver: 'default',
		ipamOptions: {},
		subnets: [],
		options: {},
		labels: {},
		builtIn: false,
		...parts,
	};
}

export function snapshot(networks: readonly Network[], containers: readonly Container[]): Snapshot {
	return {
		...emptySnapshot,
		networks: new Map(networks.map(item => [keyOf(item), item])),
		containers: new Map(containers.map(item => [keyOf(item), item])),
	};
}
