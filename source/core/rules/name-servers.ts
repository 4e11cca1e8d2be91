import type {Container} from '../model/container.js';
import {type HostId, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {hasNameService, networksOfNamespace} from '../names/resolve.js';
import type {Probed} from '../probes/probed.js';
import {isPodman, runningContainers} from './members.js';
import {resolvConf} from './resolv-conf.js';

/** Nobody has it (RFC 6761): a name server that lives says so, or passes it on to one that does. */
export const noSuchName = 'docknet.invalid';

/** Docker's, inside a container. */
export const embeddedServer = '127.0.0.11';

/** The engine's own, that know the names of its networks: Podman's answers at the gateways of those that have a name service. */
export function engineServers(container: Container, snapshot: Snapshot): readonly string[] {
	if (!isPodman(container.host, snapshot)) return [embeddedServer];
	return networksOfNamespace(container, snapshot)
		.filter(({network}) => hasNameService(network))
		.flatMap(({network}) => network.subnets.flatMap(({gateway}) => gateway ?? []));
}

const mostSets = 6;
const masquerade = 'com.docker.network.bridge.enable_ip_masquerade';

/** One container for each set of name servers that is in use, of those that certainly get outside: whether the servers answer is the question. */
export function serverSets(snapshot: Snapshot, host: HostId): readonly Container[] {
	const bySet = new Map<string, Container>();
	for (const container of runningContainers(snapshot)) {
		if (container.host !== host || container.sharesNetworkOf || container.networkMode === 'host') continue;
		const networks = networksOfNamespace(container, snapshot).map(({network}) => network);
		const getsOut = networks.every(
			({driver, internal, options}) => driver === 'bridge' && !internal && options[masquerade] !== 'false',
		);
		if (networks.length === 0 || !getsOut) continue;
		const text = snapshot.observations.get(keyOf(container))?.resolvConf ?? '';
		const {servers} = resolvConf(text);
		// A resolv.conf that was changed is a finding of its own.
		const isChanged = networks.some(hasNameService) && !isPodman(host, snapshot) && !servers.includes(embeddedServer);
		const key = [...(container.details?.dns ?? []), '', ...servers].join(' ');
		if (!isChanged && !bySet.has(key)) bySet.set(key, container);
	}

	return [...bySet.values()].slice(0, mostSets);
}

/** No name server said a word: neither the answer, nor that there is none. */
export function isUnanswered({result}: Probed<'dns'>): boolean {
	return result?.result === 'timeout' || result?.result === 'unreachable' || result?.code === 'SERVFAIL';
}
