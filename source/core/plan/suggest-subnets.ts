import {formatAddress} from '../ip/address.js';
import {nextFreeAddress, nextFreeSubnet} from '../ip/free.js';
import {formatRange, type Range, readCidr} from '../ip/range.js';
import type {Host} from '../model/host.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOf} from './of-host.js';

/** Docker's built-in pools, for engines that do not tell theirs. */
const dockerPools = ['172.17.0.0/16', '172.18.0.0/15', '172.20.0.0/14', '172.24.0.0/13', '192.168.0.0/16'];
const podmanPools = ['10.89.0.0/16', '10.90.0.0/15', '10.92.0.0/14', '10.96.0.0/11', '10.128.0.0/9'];
const overlayPools = ['10.0.0.0/8'];
const ipv6Pools = ['fd00:1::/48'];

function poolsOf(engine: Host | undefined, driver: string): readonly string[] {
	if (driver === 'overlay') return overlayPools;
	const told = engine?.addressPools?.map(({base}) => base).filter(base => readCidr(base)?.version === 4);
	if (told && told.length > 0) return told;
	return engine?.engine === 'podman' ? podmanPools : dockerPools;
}

/** Every block that networks of the host hold. */
export function takenRanges(snapshot: Snapshot, host: HostId): readonly Range[] {
	return networksOf(snapshot, host).flatMap(network => network.subnets.flatMap(({cidr}) => readCidr(cidr) ?? []));
}

/** A free block of that size, from where this engine would take one. */
export function freeSubnet(
	snapshot: Snapshot,
	host: HostId,
	wanted: {readonly version: 4 | 6; readonly prefix: number; readonly driver: string; readonly taken: readonly Range[]},
): string | undefined {
	const pools = wanted.version === 4 ? poolsOf(snapshot.hosts.get(host), wanted.driver) : ipv6Pools;
	const ranges = pools.flatMap(pool => readCidr(pool) ?? []);
	const free = nextFreeSubnet(ranges, wanted.taken, wanted.prefix);
	return free && formatRange(free);
}

/** Subnets to offer for a new network: a /24, and a /64 where IPv6 is on. A LAN's own (macvlan, ipvlan) cannot be guessed. */
export function suggestSubnets(
	snapshot: Snapshot,
	host: HostId,
	{driver, ipv4, ipv6}: {readonly driver: string; readonly ipv4: boolean; readonly ipv6: boolean},
): readonly string[] {
	if (driver === 'macvlan' || driver === 'ipvlan') return [];
	const taken = takenRanges(snapshot, host);
	return [
		ipv4 ? freeSubnet(snapshot, host, {version: 4, prefix: 24, driver, taken}) : undefined,
		ipv6 ? freeSubnet(snapshot, host, {version: 6, prefix: 64, driver, taken}) : undefined,
	].filter(cidr => cidr !== undefined);
}

/** The first address of each subnet. */
export function suggestGateways(subnets: readonly string[]): readonly string[] {
	return subnets.flatMap(cidr => {
		const range = readCidr(cidr);
		const first = range && nextFreeAddress(range, new Set());
		return first ? [formatAddress(first)] : [];
	});
}
