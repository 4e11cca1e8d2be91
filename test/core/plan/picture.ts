import type {Container, Endpoint} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import {keyOf} from '../../../source/core/model/reference.js';
import {emptySnapshot, type Snapshot} from '../../../source/core/model/snapshot.js';
import type {NetworkDraft} from '../../../source/core/plan/step.js';
import {plainAttachment, plainContainer, plainDraft, plainHost, plainNetwork} from '../../objects.js';

export const host = 'lab';

export function anEngine(part: Partial<Host> = {}): Host {
	return {
		id: host,
		...plainHost,
		swarm: {state: 'active', manager: true},
		...part,
	};
}

/** A bridge network; its id is `id-` and its name. */
export function aNetwork(name: string, part: Partial<Network> = {}): Network {
	return {
		host,
		id: `id-${name}`,
		name,
		...plainNetwork,
		...part,
	};
}

/** On the network of that name. */
export function anEndpoint(networkName: string, part: Partial<Endpoint> = {}): Endpoint {
	return {
		networkId: `id-${networkName}`,
		networkName,
		...plainAttachment,
		...part,
	};
}

/** A running container; its id is `id-` and its name. */
export function aContainer(name: string, endpoints: readonly Endpoint[], part: Partial<Container> = {}): Container {
	return {
		host,
		id: `id-${name}`,
		name,
		...plainContainer,
		networkMode: endpoints[0]?.networkName ?? 'none',
		endpoints,
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
	return {...plainDraft, ...part};
}
