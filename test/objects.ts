import type {Container, Endpoint} from '../source/core/model/container.js';
import type {Host} from '../source/core/model/host.js';
import type {Network} from '../source/core/model/network.js';
import type {InterfaceCounters} from '../source/core/model/sample.js';
import type {NetworkDraft} from '../source/core/plan/step.js';

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
