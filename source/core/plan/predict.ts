import type {Container, Endpoint} from '../model/container.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {findNetwork} from './of-host.js';
import type {ContainerDraft, EndpointDraft, NetworkDraft, Step} from './step.js';

/** What a container of the future is called until the engine gives it an id. */
const futureId = (name: string) => `future:${name}`;

function futureNetwork(draft: NetworkDraft, host: string): Network {
	return {
		...draft,
		host,
		id: futureId(draft.name),
		scope: draft.driver === 'overlay' ? 'swarm' : 'local',
		ingress: false,
		configOnly: false,
		builtIn: false,
		ipamDriver: draft.ipamDriver ?? 'default',
	};
}

function futureEndpoint(draft: EndpointDraft, network: Network): Endpoint {
	const {ipv4, ipv6} = draft;
	return {
		networkId: network.id,
		networkName: network.name,
		aliases: draft.aliases,
		dnsNames: [],
		links: draft.links,
		driverOptions: draft.driverOptions,
		gatewayPriority: draft.gatewayPriority ?? 0,
		requested: {...(ipv4 ? {ipv4} : {}), ...(ipv6 ? {ipv6} : {})},
	};
}

function futureContainer(draft: ContainerDraft, host: string, network: Network | undefined): Container {
	const name = draft.name ?? 'the new container';
	return {
		host,
		id: futureId(name),
		name,
		image: draft.image,
		command: draft.command.join(' '),
		state: 'running',
		status: '',
		networkMode: draft.network,
		endpoints: network ? [futureEndpoint(draft.endpoint, network)] : [],
		ports: [],
		labels: {},
		detailed: true,
	};
}

function withContainer(snapshot: Snapshot, container: Container): Snapshot {
	return {...snapshot, containers: new Map(snapshot.containers).set(keyOf(container), container)};
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
	const rest = new Map(map);
	rest.delete(key);
	return rest;
}

/** The picture after the step, as far as membership goes: no addresses, which the engine chooses. */
export function predict(snapshot: Snapshot, step: Step): Snapshot {
	const {host} = step;
	switch (step.type) {
		case 'create-network': {
			const network = futureNetwork(step.draft, host);
			return {...snapshot, networks: new Map(snapshot.networks).set(keyOf(network), network)};
		}

		case 'remove-network':
			return {...snapshot, networks: without(snapshot.networks, keyOf({host, id: step.network}))};
		case 'connect':
		case 'disconnect': {
			const network = findNetwork(snapshot, host, step.network);
			const container = snapshot.containers.get(keyOf({host, id: step.container}));
			if (!network || !container) return snapshot;
			const others = container.endpoints.filter(({networkId}) => networkId !== network.id);
			const endpoints = step.type === 'connect' ? [...others, futureEndpoint(step.endpoint, network)] : others;
			return withContainer(snapshot, {...container, endpoints});
		}

		case 'run-container':
			return withContainer(
				snapshot,
				futureContainer(step.draft, host, findNetwork(snapshot, host, step.draft.network)),
			);
		case 'remove-container':
			return {...snapshot, containers: without(snapshot.containers, keyOf({host, id: step.container}))};
		case 'pull-image':
			return snapshot;
	}
}
