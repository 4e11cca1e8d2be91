import type {Container, Endpoint, Port} from '../../core/model/container.js';
import type {Network} from '../../core/model/network.js';
import type {Reference} from '../../core/model/reference.js';
import {hostnameOf} from './files.js';
import {identity} from './random.js';
import {isUp, type Machine, machinesOn, needMachine, needNetwork, type World} from './world.js';

/** The object in the shape of the engine's own JSON (API 1.51), as far as the world knows it. */
export function inspect(world: World, {kind, id}: Reference): unknown {
	switch (kind) {
		case 'host':
			return hostJson(world);
		case 'network':
			return networkJson(world, needNetwork(world, id));
		case 'container':
			return containerJson(needMachine(world, id));
	}
}

const iso = (at: number | undefined) => new Date(at ?? 0).toISOString();

function hostJson({host, machines}: World) {
	const states = [...machines.values()].map(machine => machine.container.state);
	const count = (state: Container['state']) => states.filter(other => other === state).length;
	return {
		Name: host.name,
		ServerVersion: host.version,
		ApiVersion: host.apiVersion,
		OperatingSystem: host.operatingSystem,
		Containers: states.length,
		ContainersRunning: count('running'),
		ContainersPaused: count('paused'),
		ContainersStopped: count('exited'),
		Plugins: {Network: host.drivers},
		DefaultAddressPools: host.addressPools?.map(({base, size}) => ({Base: base, Size: size})),
		Swarm: {LocalNodeState: host.swarm.state, ControlAvailable: host.swarm.manager},
	};
}

function networkJson(world: World, network: Network) {
	const live = [...machinesOn(world, network.id)].filter(({container}) => isUp(container));
	return {
		Name: network.name,
		Id: network.id,
		Created: iso(network.created),
		Scope: network.scope,
		Driver: network.driver,
		EnableIPv4: network.ipv4,
		EnableIPv6: network.ipv6,
		IPAM: {
			Driver: network.ipamDriver,
			Options: network.ipamOptions,
			Config: network.subnets.map(({cidr, gateway, ipRange, auxiliary}) => ({
				Subnet: cidr,
				IPRange: ipRange,
				Gateway: gateway,
				AuxiliaryAddresses: Object.keys(auxiliary).length > 0 ? auxiliary : undefined,
			})),
		},
		Internal: network.internal,
		Attachable: network.attachable,
		Ingress: network.ingress,
		ConfigFrom: {Network: network.configFrom ?? ''},
		ConfigOnly: network.configOnly,
		Containers: Object.fromEntries(live.map(({container}) => [container.id, memberJson(container, network.id)])),
		Options: network.options,
		Labels: network.labels,
	};
}

function memberJson({id, name, endpoints}: Container, networkId: string) {
	const endpoint = endpoints.find(other => other.networkId === networkId)!;
	return {
		Name: name,
		EndpointID: endpointId(id, networkId),
		MacAddress: endpoint.mac ?? '',
		IPv4Address: endpoint.ipv4 ? `${endpoint.ipv4}/${endpoint.ipv4PrefixLength}` : '',
		IPv6Address: endpoint.ipv6 ? `${endpoint.ipv6}/${endpoint.ipv6PrefixLength}` : '',
	};
}

function endpointId(container: string, network: string): string {
	return identity(`endpoint ${container} ${network}`);
}

function containerJson(machine: Machine) {
	const {container, changedAt} = machine;
	const up = isUp(container);
	const [path = '', ...args] = container.command.split(' ');
	return {
		Id: container.id,
		Created: iso(container.created),
		Path: path,
		Args: args,
		State: {
			Status: container.state,
			Running: up || container.state === 'restarting',
			Paused: container.state === 'paused',
			Restarting: container.state === 'restarting',
			OOMKilled: false,
			Dead: container.state === 'dead',
			ExitCode: container.exitCode ?? 0,
			Error: container.error ?? '',
			StartedAt: iso(up ? changedAt : container.created),
			FinishedAt: up ? '0001-01-01T00:00:00Z' : iso(changedAt),
			Health: container.health && {Status: container.health, FailingStreak: container.health === 'unhealthy' ? 7 : 0},
		},
		Name: `/${container.name}`,
		RestartCount: container.state === 'restarting' ? 41 : 0,
		Driver: 'overlay2',
		Platform: 'linux',
		HostConfig: {
			NetworkMode: container.networkMode,
			PortBindings: bindings(container.ports),
			AutoRemove: machine.removeWhenStopped,
		},
		Config: {
			Hostname: hostnameOf(machine),
			Cmd: container.command.split(' '),
			Image: container.image,
			Labels: container.labels,
		},
		NetworkSettings: {
			SandboxKey: up ? `/var/run/docker/netns/${identity(`sandbox ${container.id}`).slice(0, 12)}` : '',
			Ports: up ? bindings(container.ports) : {},
			Networks: Object.fromEntries(
				container.endpoints.map(endpoint => [endpoint.networkName, endpointJson(container.id, endpoint)]),
			),
		},
	};
}

function bindings(ports: readonly Port[]) {
	const byPort: Record<string, {HostIp: string; HostPort: string}[] | null> = {};
	for (const {hostIp, hostPort, containerPort, protocol} of ports) {
		const key = `${containerPort}/${protocol}`;
		const binding = {HostIp: hostIp ?? '', HostPort: String(hostPort)};
		byPort[key] = hostPort === undefined ? (byPort[key] ?? null) : [...(byPort[key] ?? []), binding];
	}

	return byPort;
}

function endpointJson(container: string, endpoint: Endpoint) {
	const {ipv4, ipv6} = endpoint.requested;
	return {
		IPAMConfig: ipv4 || ipv6 ? {IPv4Address: ipv4, IPv6Address: ipv6} : null,
		Links: endpoint.links.length > 0 ? endpoint.links : null,
		Aliases: endpoint.aliases,
		MacAddress: endpoint.mac ?? '',
		DriverOpts: endpoint.driverOptions,
		GwPriority: endpoint.gatewayPriority,
		NetworkID: endpoint.networkId,
		EndpointID: endpoint.mac ? endpointId(container, endpoint.networkId) : '',
		Gateway: endpoint.gateway ?? '',
		IPAddress: endpoint.ipv4 ?? '',
		IPPrefixLen: endpoint.ipv4PrefixLength ?? 0,
		IPv6Gateway: endpoint.gateway6 ?? '',
		GlobalIPv6Address: endpoint.ipv6 ?? '',
		GlobalIPv6PrefixLen: endpoint.ipv6PrefixLength ?? 0,
		DNSNames: endpoint.dnsNames,
	};
}
