import type {Container, Endpoint} from '../model/container.js';
import {type HostId, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';

/** Something a container may want to reach: `value` is what one would type. */
export type Target = {readonly value: string; readonly isAddress: boolean; readonly note: string};

/** On these networks the engine answers no names. */
function hasNames(networkName: string): boolean {
	return !['bridge', 'host', 'none'].includes(networkName);
}

/** Whose endpoints a container uses: its own, or those of the container whose namespace it shares. */
function providerOf(container: Container, snapshot: Snapshot): Container {
	const {host, sharesNetworkOf} = container;
	return (sharesNetworkOf && snapshot.containers.get(keyOf({host, id: sharesNetworkOf}))) || container;
}

function isOn(container: Container, networkId: string): boolean {
	return networkId !== '' && container.endpoints.some(endpoint => endpoint.networkId === networkId);
}

/** The other containers on its networks, running ones first; from the network of the host, all that have an address. */
export function neighboursOf(container: Container, snapshot: Snapshot): readonly Container[] {
	const provider = providerOf(container, snapshot);
	const reaches = (other: Container) =>
		provider.networkMode === 'host'
			? other.endpoints.some(({ipv4, ipv6}) => ipv4 ?? ipv6)
			: provider.endpoints.some(({networkId}) => isOn(other, networkId));
	const others = [...snapshot.containers.values()].filter(
		other => other.id !== provider.id && other.host === provider.host && reaches(other),
	);
	return [...others.filter(({state}) => state === 'running'), ...others.filter(({state}) => state !== 'running')];
}

/** Every name that the engine gives the endpoint, but its short id. */
function namesOf(endpoint: Endpoint, {id, name}: Container): readonly string[] {
	return [...endpoint.aliases, name, ...endpoint.dnsNames].filter(each => !(each.length === 12 && id.startsWith(each)));
}

type Neighbour = Target & {readonly container?: Container};

/** Neighbours by name where names work, gateways, then neighbours by address; each once. */
function reachable(container: Container, snapshot: Snapshot): readonly Neighbour[] {
	const {endpoints, networkMode} = providerOf(container, snapshot);
	const shared = neighboursOf(container, snapshot).flatMap(other =>
		other.endpoints
			.filter(({networkId}) => networkMode === 'host' || endpoints.some(own => own.networkId === networkId))
			.map(endpoint => ({
				endpoint,
				container: other,
				names: networkMode !== 'host' && hasNames(endpoint.networkName) ? namesOf(endpoint, other) : [],
				note: `${other.name} on ${endpoint.networkName}${other.state === 'running' ? '' : `, ${other.state}`}`,
			})),
	);
	const all: readonly (Omit<Neighbour, 'value'> & {readonly value: string | undefined})[] = [
		...shared.flatMap(({names, ...rest}) => names.map(value => ({value, isAddress: false, ...rest}))),
		...endpoints.flatMap(({gateway, gateway6, networkName}) =>
			[gateway, gateway6].map(value => ({value, isAddress: true, note: `gateway of ${networkName}`})),
		),
		...shared.flatMap(({endpoint, ...rest}) =>
			[endpoint.ipv4, endpoint.ipv6].map(value => ({value, isAddress: true, ...rest})),
		),
	];
	return once(all.flatMap(({value, ...rest}) => (value ? [{value, ...rest}] : [])));
}

function once<Each extends Target>(targets: readonly Each[]): readonly Each[] {
	const seen = new Set<string>();
	return targets.filter(({value}) => !seen.has(value) && seen.add(value));
}

/** What the networks of a container offer to reach. */
export function targetsOf(container: Container, snapshot: Snapshot): readonly Target[] {
	return reachable(container, snapshot).map(({value, isAddress, note}) => ({value, isAddress, note}));
}

/** The names among them. */
export function namesFor(container: Container, snapshot: Snapshot): readonly Target[] {
	return targetsOf(container, snapshot).filter(({isAddress}) => !isAddress);
}

/** `host:port` for each port that a neighbour is known to have, and for those that are published, at the gateways. */
export function portTargetsOf(
	container: Container,
	snapshot: Snapshot,
	protocol: 'tcp' | 'udp' = 'tcp',
): readonly Target[] {
	const published = [...snapshot.containers.values()]
		.filter(({host}) => host === container.host)
		.flatMap(({name, ports}) =>
			ports.flatMap(port =>
				port.protocol === protocol && port.hostPort !== undefined ? [{name, port: port.hostPort}] : [],
			),
		);
	const targets = reachable(container, snapshot).flatMap((target): readonly Target[] => {
		const {value, isAddress, note} = target;
		const at = (port: number) => `${value.includes(':') ? `[${value}]` : value}:${port}`;
		if (!target.container)
			return published.map(({name, port}) => ({
				value: at(port),
				isAddress,
				note: `published by ${name}, at the ${note}`,
			}));
		const ports = target.container.ports.filter(port => port.protocol === protocol);
		return ports.map(({containerPort}) => ({value: at(containerPort), isAddress, note}));
	});
	// Gateways last: what is published is more often meant by name.
	const direct = targets.filter(({note}) => !note.startsWith('published'));
	return once([...direct, ...targets.filter(target => !direct.includes(target))]);
}

/** From the host or from outside: containers by what they publish. */
export function publishedTargets(engine: HostId, snapshot: Snapshot): readonly Target[] {
	return once(
		[...snapshot.containers.values()]
			.filter(({host}) => host === engine)
			.flatMap(({name, ports}) =>
				ports.flatMap(({hostIp = '', hostPort, containerPort, protocol}) => {
					if (hostPort === undefined) return [];
					const value = `${name}:${hostPort}${protocol === 'udp' ? '/udp' : ''}`;
					const at = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
					return [{value, isAddress: false, note: `published on ${at}:${hostPort}, leads to its ${containerPort}`}];
				}),
			),
	);
}

/** Containers that share no network with this one: why they cannot be reached is a question, too. */
export function strangersOf(container: Container, snapshot: Snapshot): readonly Target[] {
	const provider = providerOf(container, snapshot);
	const near = new Set([provider, container, ...neighboursOf(container, snapshot)]);
	return [...snapshot.containers.values()]
		.filter(other => other.host === container.host && !near.has(other))
		.map(({name}) => ({value: name, isAddress: false, note: `shares no network with ${container.name}`}));
}

const webPorts: Readonly<Record<string, string>> = {
	80: 'http',
	443: 'https',
	3000: 'http',
	5000: 'http',
	8000: 'http',
	8080: 'http',
	8443: 'https',
	9090: 'http',
};

/** The ports, then the URLs of those where the web is usually served. */
export function webTargetsOf(container: Container, snapshot: Snapshot): readonly Target[] {
	const ports = portTargetsOf(container, snapshot);
	const urls = ports.flatMap(target => {
		const scheme = webPorts[target.value.slice(target.value.lastIndexOf(':') + 1)];
		return scheme ? [{...target, value: `${scheme}://${target.value}/`}] : [];
	});
	return [...ports, ...urls];
}
