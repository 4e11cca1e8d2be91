import type {Container, Endpoint} from '../../source/core/model/container.js';
import type {Host} from '../../source/core/model/host.js';
import type {Network} from '../../source/core/model/network.js';
import type {Sample} from '../../source/core/model/sample.js';

/** Plain objects of the model, for tests that say only what matters to them. */

export function someHost(id = 'h'): Host {
	return {
		id,
		name: id,
		address: 'unix:///var/run/docker.sock',
		engine: 'docker',
		version: '28.5.0',
		apiVersion: '1.51',
		operatingSystem: 'Debian',
		rootless: false,
		swarm: {state: 'inactive', manager: false},
		addressPools: undefined,
		drivers: ['bridge'],
	};
}

export function someNetwork(id: string, more: Partial<Network> = {}): Network {
	return {
		host: 'h',
		id,
		name: id,
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
		subnets: [{cidr: '10.0.0.0/24', auxiliary: {}}],
		options: {},
		labels: {},
		builtIn: false,
		...more,
	};
}

export function someEndpoint(networkId: string, more: Partial<Endpoint> = {}): Endpoint {
	return {
		networkId,
		networkName: networkId,
		ipv4: '10.0.0.2',
		mac: '02:42:0a:00:00:02',
		aliases: [],
		dnsNames: [],
		links: [],
		driverOptions: {},
		gatewayPriority: 0,
		requested: {},
		...more,
	};
}

export function someContainer(id: string, more: Partial<Container> = {}): Container {
	return {
		host: 'h',
		id,
		name: id,
		image: 'lab/busybox',
		command: 'sleep',
		state: 'running',
		status: 'Up 3 minutes',
		networkMode: 'front',
		endpoints: [someEndpoint('front')],
		ports: [],
		labels: {},
		detailed: false,
		...more,
	};
}

export function someSample(container: string, at: number, rxBytes: number): Sample {
	const nothing = {rxErrors: 0, rxDropped: 0, txErrors: 0, txDropped: 0, rxPackets: 0, txPackets: 0, txBytes: 0};
	return {container, at, interfaces: [{name: 'eth0', rxBytes, ...nothing}]};
}
