import type {Container} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import {type EffectiveName, effectiveNames, ownerOf, servedNetworks, writtenNames} from './resolve.js';

/** A name that the user had written into /etc/hosts; `hidden`: what its networks would answer, were they asked. */
export type WrittenName = ReturnType<typeof writtenNames>[number] & {readonly hidden: EffectiveName | undefined};

/** All names that resolve in a container: what stands in its hosts file is asked for first, then its networks. Predicted. */
export function namesOfContainer(
	container: Container,
	snapshot: Snapshot,
): {readonly written: readonly WrittenName[]; readonly effective: readonly EffectiveName[]} {
	const all = new Map(effectiveNames(container, snapshot).map(each => [each.name, each]));
	const written = writtenNames(container, snapshot).map(each => ({...each, hidden: all.get(each.name)}));
	for (const {name} of written) all.delete(name);
	return {written, effective: [...all.values()]};
}

/** Whose details those names come from, which lists do not carry: its own, and of who is up on its networks. */
export function namersOf(container: Container, snapshot: Snapshot): readonly Container[] {
	const others = servedNetworks(container, snapshot)
		.flatMap(network => membersOf(network, snapshot))
		.map(member => member.container)
		.filter(({state}) => state === 'running' || state === 'paused');
	return [...new Set([container, ownerOf(container, snapshot) ?? container, ...others])];
}
