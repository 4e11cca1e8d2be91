import type {Snapshot} from '../model/snapshot.js';
import {containersOf, type Member} from '../plan/of-host.js';
import type {Probed} from '../probes/probed.js';
import {askerOf} from './asker-of.js';

export type Ends = {
	/** The container that asked, at its address on the network of the other; undefined where none did, or they share none. */
	readonly asker: Member | undefined;
	/** The container that was asked for; undefined where none that runs has the address. */
	readonly target: Member | undefined;
};

/** Whose addresses a ping went between. */
export function endsOf(probe: Probed<'ping'>, snapshot: Snapshot): Ends {
	const {host, target: asked, result} = probe;
	const address = result?.address ?? asked;
	const target = containersOf(snapshot, host)
		.filter(({state}) => state === 'running')
		.flatMap(container => container.endpoints.map((endpoint): Member => ({container, endpoint})))
		.find(({endpoint: {ipv4, ipv6}}) => ipv4 === address || ipv6 === address);
	const container = askerOf(probe, snapshot);
	const endpoint = container?.endpoints.find(({networkId}) => networkId === target?.endpoint.networkId);
	return {asker: container && endpoint && {container, endpoint}, target};
}
