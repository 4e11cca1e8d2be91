import {docker} from '../cli/docknet.js';
import type {LabEngine} from '../lab-engines.js';

/** What `docker inspect` and `docker network inspect` print, as far as it is compared. */
export type ContainerJson = {
	readonly Id: string;
	readonly Name: string;
	readonly Config: {readonly Image: string; readonly Labels: Record<string, string>};
	readonly HostConfig: {readonly NetworkMode: string};
	readonly State: {readonly Status: string; readonly ExitCode: number; readonly Health?: {readonly Status: string}};
	readonly NetworkSettings: {
		readonly Networks: Record<string, EndpointJson>;
		readonly Ports: Record<string, {HostIp: string; HostPort: string}[] | null>;
	};
};

type EndpointJson = {
	readonly NetworkID: string;
	readonly IPAddress: string;
	readonly IPPrefixLen: number;
	readonly GlobalIPv6Address: string;
	readonly GlobalIPv6PrefixLen: number;
	readonly MacAddress: string;
	readonly Gateway: string;
	readonly IPv6Gateway: string;
	readonly Aliases: string[] | null;
	readonly DNSNames: string[] | null;
	readonly Links: string[] | null;
	readonly DriverOpts: Record<string, string> | null;
};

export type NetworkJson = {
	readonly Id: string;
	readonly Name: string;
	readonly Driver: string;
	readonly Scope: string;
	readonly Internal: boolean;
	readonly Attachable: boolean;
	readonly Ingress: boolean;
	readonly EnableIPv6: boolean;
	readonly IPAM: {readonly Config: IpamJson[] | null};
	readonly Containers: Record<string, {Name: string; IPv4Address: string; IPv6Address: string; MacAddress: string}>;
	readonly Options: Record<string, string> | null;
	readonly Labels: Record<string, string> | null;
};

type IpamJson = {
	Subnet: string;
	Gateway?: string;
	IPRange?: string;
	AuxiliaryAddresses?: Record<string, string> | null;
};

export type DockerTruth = {readonly containers: readonly ContainerJson[]; readonly networks: readonly NetworkJson[]};

/** The containers with that label, and every network that has it or that one of them is on. */
export async function readDocker(
	label: string,
	{socket, engine}: Pick<LabEngine, 'socket' | 'engine'>,
): Promise<DockerTruth> {
	const words = async (...argv: string[]) => (await docker(argv, socket)).split('\n').filter(Boolean);
	const json = async (...argv: string[]) => JSON.parse(await docker(argv, socket));
	const filter = ['--quiet', '--no-trunc', '--filter', `label=${label}`];
	const containers: ContainerJson[] = await json('inspect', ...(await words('ps', '--all', ...filter)));
	const used = containers.flatMap(({NetworkSettings}) => Object.keys(NetworkSettings.Networks));
	const labelled: NetworkJson[] = await json(
		'network',
		'inspect',
		...(await words('network', 'ls', ...filter)),
		...used,
	);
	const networks = [...new Map(labelled.map(network => [network.Id, network])).values()];
	return engine === 'podman' ? withBridge({containers, networks}) : {containers, networks};
}

/** Podman answers to two names of its default network: `podman`, its own, and Docker's `bridge`, which docknet shows. */
function withBridge({containers, networks}: DockerTruth): DockerTruth {
	const renamed = (name: string) => (name === 'podman' ? 'bridge' : name);
	return {
		networks: networks.map(network => ({...network, Name: renamed(network.Name)})),
		containers: containers.map(({NetworkSettings: {Networks, Ports}, ...container}) => {
			const entries = Object.entries(Networks).map(
				([name, endpoint]) => [renamed(name), {...endpoint, NetworkID: renamed(endpoint.NetworkID)}] as const,
			);
			return {...container, NetworkSettings: {Networks: Object.fromEntries(entries), Ports}};
		}),
	};
}

const orNull = (text: string) => text || null;

/** Engines before API 1.45, and Podman, count the short id among the aliases: it is none that a person gave. */
function aliasesOf({Aliases}: EndpointJson, id: string): readonly string[] {
	return (Aliases ?? []).filter(alias => alias !== id.slice(0, 12));
}

/** Engines tell the names since API 1.44. Before, networks of the user's (no others) know these. */
function namesOf(name: string, endpoint: EndpointJson, {Id, Name}: ContainerJson): readonly string[] {
	if (endpoint.DNSNames) return endpoint.DNSNames;
	if (name === 'bridge') return [];
	return [...new Set([Name.slice(1), ...aliasesOf(endpoint, Id), Id.slice(0, 12)])];
}

/** Podman repeats, for a container that shares another's namespace, the other's endpoints and ports. */
function sharesNetwork({HostConfig}: ContainerJson): boolean {
	return HostConfig.NetworkMode.startsWith('container:');
}

function endpointsOf(container: ContainerJson): readonly (readonly [string, EndpointJson])[] {
	return sharesNetwork(container) ? [] : Object.entries(container.NetworkSettings.Networks);
}

/** As `ls containers --json` must have it. */
export function expectedContainer(container: ContainerJson, {networks}: DockerTruth): Record<string, unknown> {
	const {Id, Name, Config, HostConfig, State, NetworkSettings} = container;
	return {
		id: Id,
		name: Name.slice(1),
		image: Config.Image,
		state: State.Status,
		exitCode: State.Status === 'exited' ? State.ExitCode : null,
		// Podman has a health without a word where no check is.
		health: orNull(State.Health?.Status ?? ''),
		sharesNetworkOf: sharesNetwork(container) ? {id: HostConfig.NetworkMode.slice('container:'.length)} : null,
		networks: endpointsOf(container).map(([name, endpoint]) => ({
			name,
			// Podman says the name where Docker says the id.
			id: networks.find(network => [network.Id, network.Name].includes(endpoint.NetworkID))?.Id,
			ipv4: orNull(endpoint.IPAddress),
			ipv4PrefixLength: endpoint.IPPrefixLen || null,
			ipv6: orNull(endpoint.GlobalIPv6Address),
			ipv6PrefixLength: endpoint.GlobalIPv6PrefixLen || null,
			mac: orNull(endpoint.MacAddress),
			gateway: orNull(endpoint.Gateway),
			gateway6: orNull(endpoint.IPv6Gateway),
			aliases: aliasesOf(endpoint, Id),
			dnsNames: namesOf(name, endpoint, container),
			links: endpoint.Links ?? [],
			driverOptions: endpoint.DriverOpts ?? {},
		})),
		ports: sharesNetwork(container) ? [] : portsOf(NetworkSettings.Ports),
		labels: Config.Labels,
	};
}

/** As `ls networks --json` must have it, with the endpoints of the labelled containers: stopped ones count. */
export function expectedNetwork(network: NetworkJson, {containers}: DockerTruth): Record<string, unknown> {
	return {
		id: network.Id,
		name: network.Name,
		driver: network.Driver,
		scope: network.Scope,
		internal: network.Internal,
		attachable: network.Attachable,
		ingress: network.Ingress,
		ipv6: network.EnableIPv6,
		subnets: (network.IPAM.Config ?? []).map(({Subnet, Gateway, IPRange, AuxiliaryAddresses}) => ({
			cidr: Subnet,
			gateway: orNull(Gateway ?? ''),
			ipRange: orNull(IPRange ?? ''),
			auxiliary: AuxiliaryAddresses ?? {},
		})),
		options: network.Options ?? {},
		labels: network.Labels ?? {},
		endpoints: containers.flatMap(container =>
			endpointsOf(container)
				.filter(([name]) => name === network.Name)
				.map(([name, endpoint]) => ({
					container: container.Name.slice(1),
					containerId: container.Id,
					state: container.State.Status,
					ipv4: orNull(endpoint.IPAddress),
					ipv6: orNull(endpoint.GlobalIPv6Address),
					mac: orNull(endpoint.MacAddress),
					aliases: aliasesOf(endpoint, container.Id),
					dnsNames: namesOf(name, endpoint, container),
				})),
		),
	};
}

/**
 * The endpoints that the network itself tells, with the prefix length: of running containers. (Podman names there also who is
 * stopped, and who only shares another's namespace; neither has an address of its own.)
 */
export function toldByNetwork({Containers}: NetworkJson, {containers}: DockerTruth) {
	const present = containers.filter(container => container.State.Status === 'running' && !sharesNetwork(container));
	const ids = new Set(present.map(({Id}) => Id));
	return Object.entries(Containers)
		.filter(([id]) => ids.has(id))
		.map(([containerId, {Name, IPv4Address, IPv6Address, MacAddress}]) => ({
			container: Name,
			containerId,
			ipv4: orNull(IPv4Address.replace(/\/\d+$/, '')),
			ipv6: orNull(IPv6Address.replace(/\/\d+$/, '')),
			mac: orNull(MacAddress),
		}));
}

function portsOf(ports: ContainerJson['NetworkSettings']['Ports']) {
	return Object.entries(ports).flatMap(([key, bindings]) => {
		const [port, protocol] = key.split('/');
		// Podman writes '' for all addresses of IPv4.
		return (bindings ?? [{HostIp: '', HostPort: ''}]).map(({HostIp, HostPort}) => ({
			hostIp: orNull(HostIp),
			hostPort: HostPort === '' ? null : Number(HostPort),
			containerPort: Number(port),
			protocol,
		}));
	});
}
