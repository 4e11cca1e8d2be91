import {type HostId, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {hostAddressesOn} from '../plan/gateways.js';
import {networksOf} from '../plan/of-host.js';
import type {RoutesResult} from '../probes/routes.js';

/** Routes and interfaces of the engine's host, where they were read. */
export function networkOfHost(host: HostId, {observations}: Snapshot): RoutesResult | undefined {
	return observations.get(keyOf({host, id: host}))?.routes;
}

/** Addresses on which the host itself answers: of bridges, and of its interfaces where these were read. */
export function addressesOfHost(host: HostId, snapshot: Snapshot): ReadonlySet<string> {
	const interfaces = networkOfHost(host, snapshot)?.interfaces ?? [];
	return new Set([
		...networksOf(snapshot, host).flatMap(network => hostAddressesOn(network, snapshot)),
		...interfaces.flatMap(({addresses}) => addresses.map(cidr => cidr.replace(/\/.*/, ''))),
	]);
}
