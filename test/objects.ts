import type {Container, ContainerDetails, Endpoint} from '../source/core/model/container.js';
import type {Host} from '../source/core/model/host.js';
import type {Network} from '../source/core/model/network.js';
import type {Observation} from '../source/core/model/observation.js';
import {keyOf} from '../source/core/model/reference.js';
import type {InterfaceCounters} from '../source/core/model/sample.js';
import {emptySnapshot, type Snapshot} from '../source/core/model/snapshot.js';
import type {Swarm} from '../source/core/model/swarm.js';
import type {NetworkDraft} from '../source/core/plan/step.js';
import type {Probed} from '../source/core/probes/probed.js';

/** Plain objects of the model with every field: tests say only what matters to them. What engines send is in fixtures/engine. */

export const plainHost: Omit<Host, 'id'> = {
	name: 'lab-a',
	address: 'unix:///run/docker.sock',
	engine: 'docker',
	version: '28.5.2',
	apiVersion: '1.51',
	operatingSystem: 'Debian GNU/Linux 12',
	rootless: false,
	swarm: {state: 'inactive', manager: false},
	addressPools: undefined,
	drivers: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
};

export const plainNetwork: Omit<Network, 'host' | 'id' | 'name'> = {
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
};

export const plainAttachment: Omit<Endpoint, 'networkId' | 'networkName'> = {
	aliases: [],
	dnsNames: [],
	links: [],
	driverOptions: {},
	gatewayPriority: 0,
	requested: {},
};

export const plainContainer: Omit<Container, 'host' | 'id' | 'name'> = {
	image: 'lab/busybox',
	command: 'sleep',
	state: 'running',
	status: 'Up 3 minutes',
	networkMode: 'front',
	endpoints: [],
	ports: [],
	labels: {},
	detailed: true,
};

export const plainDraft: NetworkDraft = {
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
};

export const noTraffic: Omit<InterfaceCounters, 'name'> = {
	rxBytes: 0,
	rxPackets: 0,
	rxErrors: 0,
	rxDropped: 0,
	txBytes: 0,
	txPackets: 0,
	txErrors: 0,
	txDropped: 0,
};

/** The one engine of a snapshot that tests build. */
export const lab = 'lab-a';

export function networkNamed(name: string, facts: Partial<Network> = {}): Network {
	return {...plainNetwork, host: lab, id: `id-of-${name}`, name, ...facts};
}

/** A place on `networkNamed(name)`. */
export function placeOn(name: string, facts: Partial<Endpoint> = {}): Endpoint {
	return {...plainAttachment, networkId: `id-of-${name}`, networkName: name, ...facts};
}

/** Its network mode is the first network, as with `docker run`. */
export function containerNamed(
	name: string,
	endpoints: readonly Endpoint[] = [],
	facts: Partial<Container> = {},
): Container {
	const networkMode = endpoints[0]?.networkName ?? plainContainer.networkMode;
	return {...plainContainer, host: lab, id: `id-of-${name}`, name, endpoints, networkMode, ...facts};
}

export const plainDetails: ContainerDetails = {
	startedAt: 1_700_000_000_000,
	restartCount: 0,
	outOfMemory: false,
	requestedPorts: [],
	publishAll: false,
	exposedPorts: [],
	dns: [],
	dnsSearch: [],
	dnsOptions: [],
	extraHosts: [],
	links: [],
	privileged: false,
	capabilitiesAdded: [],
	capabilitiesDropped: [],
	restartPolicy: {name: 'no', maximumRetries: 0},
	autoRemove: false,
	sysctls: {},
	mounts: [],
};

/** A snapshot of the engine `lab`. */
export function snapshotOf(
	objects: {
		readonly host?: Partial<Host>;
		readonly networks?: readonly Network[];
		readonly containers?: readonly Container[];
		readonly swarm?: Swarm;
		/** By name of the container; by `lab` for the engine's host. */
		readonly observations?: Readonly<Record<string, Partial<Observation>>>;
		readonly probes?: readonly Probed[];
	} = {},
): Snapshot {
	const byKey = <Each extends {readonly host: string; readonly id: string}>(all: readonly Each[] = []) =>
		new Map(all.map(each => [keyOf(each), each]));
	const observations = Object.entries(objects.observations ?? {}).map(
		([name, facts]) => [keyOf({host: lab, id: name === lab ? lab : `id-of-${name}`}), {at: 0, ...facts}] as const,
	);
	return {
		...emptySnapshot,
		hosts: new Map([[lab, {...plainHost, id: lab, ...objects.host}]]),
		networks: byKey(objects.networks),
		containers: byKey(objects.containers),
		swarms: new Map(objects.swarm ? [[lab, objects.swarm]] : []),
		observations: new Map(observations),
		probes: objects.probes ?? [],
	};
}
