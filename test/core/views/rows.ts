import type {Container, Endpoint} from '../../../source/core/model/container.js';
import type {Network} from '../../../source/core/model/network.js';
import {keyOf} from '../../../source/core/model/reference.js';
import {emptySnapshot, type Snapshot} from '../../../source/core/model/snapshot.js';
import {plainAttachment, plainContainer, plainNetwork} from '../../objects.js';

/** Small objects for the logic of tables; what engines really send is in test/fixtures/engine. */
export function endpoint(parts: Partial<Endpoint> = {}): Endpoint {
	const networkName = parts.networkName ?? 'front';
	return {
		networkId: `${networkName}-id`,
		networkName,
		...plainAttachment,
		...parts,
	};
}

export function container(parts: Partial<Container> & {readonly id: string}): Container {
	return {
		host: 'lab',
		name: parts.id,
		...plainContainer,
		...parts,
	};
}

export function network(parts: Partial<Network> & {readonly name: string}): Network {
	return {
		host: 'lab',
		id: `${parts.name}-id`,
		...plainNetwork,
		...parts,
	};
}

export function snapshot(networks: readonly Network[], containers: readonly Container[]): Snapshot {
	return {
		...emptySnapshot,
		networks: new Map(networks.map(item => [keyOf(item), item])),
		containers: new Map(containers.map(item => [keyOf(item), item])),
	};
}
