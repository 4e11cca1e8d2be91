import type {Container, ContainerState, Endpoint, Port} from '../../../core/model/container.js';
import type {HostId} from '../../../core/model/reference.js';
import {containerDetails} from './container-details.js';
import {dictionary, type Json, list, number, record, text, texts} from './json.js';

/** What else must be known to read a container. */
export type ContainerContext = {
	readonly host: HostId;
	readonly engine: 'docker' | 'podman';
	/** The network that an endpoint means which has no id: the container never ran, or Podman, whose ids are names. */
	readonly networkNamed: (name: string) => {readonly id: string; readonly name: string} | undefined;
};

/** Podman's words where they are not Docker's. */
const states: Readonly<Record<string, ContainerState>> = {
	created: 'created',
	configured: 'created',
	initialized: 'created',
	running: 'running',
	stopping: 'running',
	paused: 'paused',
	restarting: 'restarting',
	removing: 'removing',
	exited: 'exited',
	stopped: 'exited',
	dead: 'dead',
};

/** Of the last run; of one that runs again the engine tells 0. */
const hasExitCode = new Set(['exited', 'dead', 'restarting']);

/** One entry of /containers/json; undefined for what is not a container at all. */
export function normalizeContainer(json: unknown, context: ContainerContext): Container | undefined {
	const container = record(json);
	const id = text(container.Id);
	if (!id) return undefined;
	const status = text(container.Status) ?? '';
	const mode = text(record(container.HostConfig).NetworkMode);
	const exit = /^Exited \((-?\d+)\)/.exec(status)?.[1];
	return {
		host: context.host,
		id,
		name: nameOf(texts(container.Names), id),
		image: text(container.Image) ?? '',
		command: text(container.Command) ?? '',
		created: milliseconds(number(container.Created)),
		state: states[text(container.State) ?? ''] ?? 'dead',
		status,
		health: healthOf(/\((healthy|unhealthy|health: starting|starting)\)/.exec(status)?.[1]),
		exitCode: exit === undefined ? undefined : Number(exit),
		labels: dictionary(container.Labels),
		detailed: false,
		...attachment(
			context.engine === 'podman' ? undefined : mode,
			container,
			list(container.Ports).flatMap(portOf),
			context,
		),
	};
}

/** The same container with what only its own inspect tells; `undefined` fields of it are taken over too. */
export function withDetails(listed: Container, json: unknown, context: ContainerContext): Container {
	const container = record(json);
	const state = record(container.State);
	const {endpoints, ...attached} = attachment(
		text(record(container.HostConfig).NetworkMode),
		container,
		context.engine === 'podman' ? boundPorts(container) : listed.ports,
		context,
	);
	return {
		...listed,
		...attached,
		endpoints: endpoints.map(endpoint => ({...endpoint, dnsNames: dnsNamesOf(endpoint, listed)})),
		health: healthOf(text(record(state.Health).Status)) ?? listed.health,
		exitCode: hasExitCode.has(listed.state) ? number(state.ExitCode) : undefined,
		error: text(state.Error),
		detailed: true,
		details: containerDetails(json),
	};
}

/** True where the list of a Podman engine does not tell how this container is attached, or all of its ports: inspect it. */
export function isListedInPart(json: unknown): boolean {
	const container = record(json);
	// Of a range of published ports it lists the first.
	if (list(container.Ports).length > 0) return true;
	const own = shortIdOf(container);
	const endpoints = Object.values(record(record(container.NetworkSettings).Networks));
	// A container that shares another's namespace is listed with the other's endpoints: they carry the other's short id.
	return !endpoints.some(endpoint => texts(record(endpoint).Aliases).some(alias => alias === own));
}

/** True where endpoints name networks that must be looked up. */
export function needsNetworks(json: unknown): boolean {
	const endpoints = Object.entries(record(record(record(json).NetworkSettings).Networks));
	return endpoints.some(([name, endpoint]) => isToldByName(name, record(endpoint)));
}

const shortIdLength = 12;

/** `mode` undefined: the engine did not tell. */
function attachment(
	mode: string | undefined,
	container: Json,
	ports: readonly Port[],
	context: ContainerContext,
): Pick<Container, 'networkMode' | 'sharesNetworkOf' | 'endpoints' | 'ports'> {
	if (mode?.startsWith('container:')) {
		// Podman repeats the other container's endpoints and ports here.
		return {networkMode: mode, sharesNetworkOf: mode.slice('container:'.length), endpoints: [], ports: []};
	}

	const shortId = shortIdOf(container);
	const endpoints = Object.entries(record(record(container.NetworkSettings).Networks))
		.map(([name, endpoint]) => endpointOf(name, record(endpoint), shortId, context))
		.sort((one, other) => (one.networkName < other.networkName ? -1 : 1));
	return {networkMode: networkModeOf(mode, endpoints, context), sharesNetworkOf: undefined, endpoints, ports};
}

function networkModeOf(mode: string | undefined, endpoints: readonly Endpoint[], {engine}: ContainerContext): string {
	// `default` is what the Docker command before 28 asks for.
	if (engine === 'docker') return mode === undefined || mode === 'default' ? 'bridge' : mode;
	// Podman says `bridge` for every network that is a bridge.
	if (mode !== undefined && mode !== 'bridge') return mode;
	if (endpoints.some(endpoint => endpoint.networkName === 'bridge')) return 'bridge';
	return endpoints[0]?.networkName ?? mode ?? '';
}

/** Their names are nobody else's. */
const predefined = ['bridge', 'host', 'none'];

/**
 * The id of its network is not told, or not to be trusted: an engine makes its own networks anew when it starts, and a container that
 * stopped before (and so has no EndpointID) keeps the id of the former one.
 */
function isToldByName(name: string, endpoint: Json): boolean {
	const told = text(endpoint.NetworkID);
	return told === undefined || told === name || (predefined.includes(name) && !text(endpoint.EndpointID));
}

function endpointOf(name: string, endpoint: Json, shortId: string, context: ContainerContext): Endpoint {
	const told = text(endpoint.NetworkID);
	const network = isToldByName(name, endpoint) ? context.networkNamed(name) : {id: told ?? '', name};
	const requested = record(endpoint.IPAMConfig);
	return {
		networkId: network?.id ?? '',
		networkName: network?.name ?? name,
		...address(4, endpoint.IPAddress, endpoint.IPPrefixLen),
		...address(6, endpoint.GlobalIPv6Address, endpoint.GlobalIPv6PrefixLen),
		mac: text(endpoint.MacAddress),
		gateway: text(endpoint.Gateway),
		gateway6: text(endpoint.IPv6Gateway),
		aliases: texts(endpoint.Aliases).filter(alias => alias !== shortId),
		dnsNames: texts(endpoint.DNSNames),
		links: texts(endpoint.Links),
		driverOptions: dictionary(endpoint.DriverOpts),
		gatewayPriority: number(endpoint.GwPriority) ?? 0,
		requested: {ipv4: text(requested.IPv4Address), ipv6: text(requested.IPv6Address)},
	};
}

function address(version: 4 | 6, value: unknown, prefixLength: unknown): Partial<Endpoint> {
	const found = text(value);
	if (!found) return {};
	const length = number(prefixLength);
	return version === 4 ? {ipv4: found, ipv4PrefixLength: length} : {ipv6: found, ipv6PrefixLength: length};
}

/** Told since API 1.44; before, these are the names that engines give to a container on a network of the user's. */
function dnsNamesOf(endpoint: Endpoint, {id, name, state}: Container): readonly string[] {
	const unnamed = predefined.includes(endpoint.networkName);
	if (endpoint.dnsNames.length > 0 || unnamed || state === 'created') return endpoint.dnsNames;
	return [...new Set([name, ...endpoint.aliases, id.slice(0, shortIdLength)])];
}

/** Engines before API 1.45, and Podman, count it among the aliases. */
function shortIdOf(container: Json): string {
	return (text(container.Id) ?? '').slice(0, shortIdLength);
}

/** Legacy links add names like `/other/alias`: the container's own has one slash. */
function nameOf(names: readonly string[], id: string): string {
	const own = names.find(name => !name.slice(1).includes('/')) ?? names[0];
	return own?.replace(/^\//, '') ?? id.slice(0, shortIdLength);
}

function healthOf(word: string | undefined): Container['health'] {
	if (word === 'healthy' || word === 'unhealthy') return word;
	return word?.endsWith('starting') ? 'starting' : undefined;
}

/** Podman leaves the host address out for "all IPv4 addresses". */
function portOf(json: unknown): Port[] {
	const {IP, PrivatePort, PublicPort, Type} = record(json);
	const containerPort = number(PrivatePort);
	if (containerPort === undefined) return [];
	return [{hostIp: text(IP), hostPort: number(PublicPort), containerPort, protocol: text(Type) ?? 'tcp'}];
}

/** As a container's own inspect has them: `{'80/tcp': [{HostIp, HostPort}] or null}`. */
function boundPorts(container: Json): Port[] {
	return Object.entries(record(record(container.NetworkSettings).Ports)).flatMap(([key, bindings]) => {
		const [port, protocol = 'tcp'] = key.split('/');
		const exposed = {containerPort: Number(port), protocol};
		const published = list(bindings).map(binding => {
			const {HostIp, HostPort} = record(binding);
			return {hostIp: text(HostIp), hostPort: Number(HostPort), ...exposed};
		});
		return published.length > 0 ? published : [exposed];
	});
}

function milliseconds(seconds: number | undefined): number | undefined {
	return seconds === undefined ? undefined : seconds * 1000;
}
