import type {Container, Endpoint} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from './of-host.js';

/** The container that holds the network of a pod goes by the pod's name, which is its host name: Podman calls it `…-infra`. */
const ofPod = /^[\da-f]{12}-infra$/;
const ownName = ({name, details}: Container) => (ofPod.test(name) ? (details?.hostname ?? name) : name);

/** The names that a container answers to on a network: none on Docker's default bridge. Lower case, as the resolver compares. */
export function namesOn(network: Network, container: Container, endpoint: Pick<Endpoint, 'aliases' | 'dnsNames'>) {
	if (network.name === 'bridge' || network.driver === 'null' || network.driver === 'host') return [];
	const ids = /^[a-f\d]{12}$/;
	const names = [ownName(container), ...endpoint.aliases, ...endpoint.dnsNames].map(name => name.toLowerCase());
	return [...new Set(names)].filter(name => !ids.test(name) && !(ofPod.test(name) && name !== names[0]));
}

export type Collision = {readonly name: string; readonly container: Container};

/** Other containers of the network that answer to one of the names already. */
export function collisions(
	names: readonly string[],
	container: Pick<Container, 'id'>,
	network: Network,
	snapshot: Snapshot,
): readonly Collision[] {
	return membersOf(network, snapshot)
		.filter(member => member.container.id !== container.id)
		.flatMap(member => {
			const theirs = namesOn(network, member.container, member.endpoint);
			return names.filter(name => theirs.includes(name)).map(name => ({name, container: member.container}));
		});
}
