import type {Container, ContainerId} from '../core/model/container.js';
import {type HostId, keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';

/** The containers whose counters tell the traffic of those shown: running ones, each network namespace once. */
export function samplingTargets(
	snapshot: Snapshot,
	host: HostId,
	shown: readonly ContainerId[],
): ReadonlySet<ContainerId> {
	const find = (id: ContainerId) => snapshot.containers.get(keyOf({host, id}));
	const targets = new Set<ContainerId>();
	for (const id of shown) {
		const shownContainer = find(id);
		const sharedId = shownContainer?.sharesNetworkOf;
		const provider = sharedId === undefined ? shownContainer : find(sharedId);
		if (provider?.state === 'running' && hasCounters(provider)) targets.add(provider.id);
	}
	return targets;
}

/** The engine counts nothing for containers that use the host's network, or none. */
function hasCounters({endpoints}: Container): boolean {
	return endpoints.length === 0 || endpoints.some(({networkName}) => networkName !== 'host' && networkName !== 'none');
}
