import type {Evidence} from '../model/finding.js';
import type {Host} from '../model/host.js';
import {type HostId, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {hostAddressesOn} from '../plan/gateways.js';
import {networksOf} from '../plan/of-host.js';
import type {RoutesResult} from '../probes/routes.js';
import {api, ofHost} from './subjects.js';

/** Routes and interfaces of the engine's host, where they were read. */
export function networkOfHost(host: HostId, {observations}: Snapshot): RoutesResult | undefined {
	return observations.get(keyOf({host, id: host}))?.routes;
}

/**
 * What tells that the host forwards no IPv4 packets; undefined: it does, or nobody knows. What was read on the host comes first:
 * newer engines look when they start, and not again.
 */
export function forwardingOff(
	{id, name, engine, rootless, details}: Host,
	{observations}: Snapshot,
): Evidence | undefined {
	// Rootless Podman tells of the machine, and forwards in a namespace of its own.
	if (engine === 'podman' && rootless) return undefined;
	const read = observations.get(keyOf({host: id, id}))?.forwarding;
	if (read !== undefined) return read ? undefined : ofHost('/proc/sys/net/ipv4/ip_forward', '0', '1');
	return details?.ipv4Forwarding === false ? api(`${name} IPv4Forwarding`, 'false', 'true') : undefined;
}

/** Whether it is known that it forwards none. */
export function forwardsNothing(host: HostId, snapshot: Snapshot): boolean {
	const known = snapshot.hosts.get(host);
	return known !== undefined && forwardingOff(known, snapshot) !== undefined;
}

/** Addresses on which the host itself answers: of bridges, and of its interfaces where these were read. */
export function addressesOfHost(host: HostId, snapshot: Snapshot): ReadonlySet<string> {
	const interfaces = networkOfHost(host, snapshot)?.interfaces ?? [];
	return new Set([
		...networksOf(snapshot, host).flatMap(network => hostAddressesOn(network, snapshot)),
		...interfaces.flatMap(({addresses}) => addresses.map(cidr => cidr.replace(/\/.*/, ''))),
	]);
}
