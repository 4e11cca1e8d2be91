import type {Container, Endpoint} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import {keyOf} from '../../../source/core/model/reference.js';
import {emptySnapshot, type Snapshot} from '../../../source/core/model/snapshot.js';
import type {NetworkDraft} from '../../../source/core/plan/step.js';

export const host = 'lab';

export function anEngine(part: Partial<Host> = {}): Host {
	return {
		id: host,
		name: 'lab-a',
		address: 'unix:///run/docker.sock',
		engine: 'docker',
		version: '28.5.2',
		apiVersion: '1.51',
		operatingSystem: 'Debian GNU/Linux 12',
		rootless: false,
		swarm: {state: 'active', manager: true},
		addressPools: undefined,
		drivers: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
		...part,
	};
}

/** A bridge network; its id is `id-` and its name. */
export function aNetwork(name: string, part: Partial<Network> = {}): Network {
	return {
		host,
		id: `id-${name}`,
		name,
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
		...part,
	};
}

/** On the network of that name. */
export function anEndpoint(networkName: string, part: Partial<Endpoint> = {}): Endpoint {
	return {
		networkId: `id-${networkName}`,
		networkName,
		aliases: [],
		dnsNames: [],
		links: [],
		driverOptions: {},
		gatewayPriority: 0,
		requested: {},
		...part,
	};
}

/** A running container; its id is `id-` and its name. */
export function aContainer(name: string, endpoints: readonly Endpoint[], part: Partial<Container> = {}): Container {
	return {
		host,
		id: `id-${name}`,
		name,
		image: 'lab/busybox:latest',
		command: 'sleep',
		state: 'running',
		status: 'Up 3 minutes',
		networkMode: endpoints[0]?.networkName ?? 'none',
		endpoints,
		ports: [],
		labels: {},
		detailed: true,
		...part,
	};
}

export function aPicture(
	networks: readonly Network[],
	containers: readonly Container[] = [],
	engine = anEngine(),
): Snapshot {
	return {
		...emptySnapshot,
		hosts: new Map([[host, engine]]),
		networks: new Map(networks.map(network => [keyOf(network), network])),
		containers: new Map(containers.map(container => [keyOf(container), container])),
	};
}

export function aDraft(part: Partial<NetworkDraft> = {}): NetworkDraft {
	return {
		name: 'new',
		driver: 'bridge',
		internal: false,
		attachable: false,
		ipv4: true,
		ipv6: false,
		subnets: [],
		ipamOptions: {},
		options: {},
		labels: {},
		...part,
	};
}
