import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOf} from './of-host.js';

/** Parent interfaces of the host's macvlan and ipvlan networks, without VLAN, each once. */
export function parentsInUse(snapshot: Snapshot, host: HostId): readonly string[] {
	const parents = networksOf(snapshot, host).flatMap(({options}) => (options.parent ? [options.parent] : []));
	return [...new Set(parents.map(parent => parent.replace(/\.\d+$/, '')))].sort();
}
