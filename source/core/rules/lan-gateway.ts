import {parseAddress} from '../ip/address.js';
import {contains, rangeAt} from '../ip/range.js';
import type {Endpoint} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Probed} from '../probes/probed.js';
import {addressesOfHost, networkOfHost} from './host-network.js';

/** Whether an address is on the link of that interface: `192.168.1.10/24`. */
function isOnLink(address: string, cidrs: readonly string[]): boolean {
	const parsed = parseAddress(address);
	return cidrs.some(cidr => {
		const [own = '', prefix] = cidr.split('/');
		const base = parseAddress(own);
		return parsed && base && base.version === parsed.version && contains(rangeAt(base, Number(prefix)), parsed);
	});
}

/**
 * The router of the LAN behind a network's parent interface, which the host can ask as well as the containers: of macvlan the
 * gateway, of ipvlan l3 the host's own. Undefined: none, or it cannot be told (the routes of the host were not read).
 */
export function lanGateway(network: Network, endpoint: Endpoint, snapshot: Snapshot): string | undefined {
	const {host, driver, internal, options} = network;
	const seen = networkOfHost(host, snapshot);
	const parent = seen?.interfaces.find(({name}) => name === options.parent);
	if (!seen || !parent || internal) return undefined;
	const way = seen.defaultGateway;
	const isRouted = driver === 'ipvlan' && /^l3/.test(options.ipvlan_mode ?? '');
	const ofHost = isRouted && way?.interface === parent.name ? way.address : undefined;
	const address = driver === 'macvlan' ? endpoint.gateway : ofHost;
	// A host that is the router itself does not talk to children of its own interface, by design.
	if (!address || addressesOfHost(host, snapshot).has(address)) return undefined;
	return isOnLink(address, parent.addresses) ? address : undefined;
}

type Ping = Probed<'ping'>;

/** What was heard from that router, by a container and by the host. */
export function heardFrom(
	address: string,
	container: {readonly host: string; readonly id: string},
	{probes}: Snapshot,
) {
	const pings = probes.filter(
		(probe): probe is Ping => probe.kind === 'ping' && probe.host === container.host && probe.target === address,
	);
	return {
		byContainer: pings.find(({place}) => place.kind === 'container' && place.container === container.id),
		byHost: pings.find(({place}) => place.kind === 'host'),
	};
}

/** It sent, and nothing came back. */
export function isSilent({result}: Ping): boolean {
	return result !== undefined && result.sent > 0 && result.received === 0;
}
