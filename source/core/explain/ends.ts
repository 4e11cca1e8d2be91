import type {Container} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace, ownerOf} from '../names/resolve.js';
import type {Membership} from '../plan/endpoint-order.js';
import type {Place} from '../probes/probe.js';

/** One end of a path. */
export type End = {
	readonly name: string;
	/** `own`: a network namespace of its own or of another container; `lost`: of one that is gone. */
	readonly mode: 'own' | 'host' | 'none' | 'outside' | 'lost';
	readonly container?: Container;
	/** Whose namespace it is: the container itself, or the one that it shares it with. */
	readonly owner?: Container;
	/** In the engine's order: the default gateway is looked for, and names are searched, in this order. */
	readonly networks: readonly Membership[];
};

export function endOfContainer(container: Container, snapshot: Snapshot): End {
	const owner = ownerOf(container, snapshot);
	const base = {name: container.name, container, networks: networksOfNamespace(container, snapshot)};
	if (!owner) return {...base, mode: 'lost'};
	if (owner.networkMode === 'host') return {...base, owner, mode: 'host'};
	return {...base, owner, mode: base.networks.length === 0 ? 'none' : 'own'};
}

export function endOf(place: Place, name: string, snapshot: Snapshot): End {
	if (place.kind !== 'container') return {name, mode: place.kind, networks: []};
	const container = snapshot.containers.get(keyOf({host: place.host, id: place.container}));
	return container ? endOfContainer(container, snapshot) : {name, mode: 'lost', networks: []};
}

/** Whether both are in one network namespace. */
export function sharesNamespace(one: End, other: End): boolean {
	if (one.mode === 'host' && other.mode === 'host') return true;
	return one.owner !== undefined && one.owner === other.owner;
}
