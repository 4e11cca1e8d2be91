import {hostOrderAddress, networkOrderAddress} from './proc-address.js';

export type Route = {
	/** `0.0.0.0/0`, `10.0.0.0/24`, `::/0`. */
	readonly destination: string;
	/** Undefined: the destination is on the link itself. */
	readonly gateway?: string;
	readonly interface: string;
	readonly metric: number;
	/** The kernel answers "unreachable" itself, or throws packets away. */
	readonly rejects?: true;
};

export type Gateway = {readonly address: string; readonly interface: string};

const isUp = 0x1;
const rejects = 0x200;
/** RTF_LOCAL and RTF_ANYCAST: the machine's own addresses, which are no routes to people. */
const ownAddress = 0x8010_0000;

/**
 * Rows of /proc/net/route, the main table of IPv4, whose first line is
 * `Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT`. https://man7.org/linux/man-pages/man5/proc_pid_net.5.html
 */
export function routes4(lines: readonly string[]): readonly Route[] {
	return lines.flatMap(line => {
		const row = /^(\S+)\s+([\dA-F]{8})\s+([\dA-F]{8})\s+([\dA-F]{1,8})\s+\d+\s+\d+\s+(\d{1,10})\s+([\dA-F]{8})\s/i.exec(
			line,
		);
		if (!row) return [];
		const [, name = '', destination = '', gateway = '', flags = '', metric, mask = ''] = row;
		const length = onesOf(Number.parseInt(mask, 16));
		return routeOf(Number.parseInt(flags, 16), {
			destination: `${hostOrderAddress(destination)}/${length}`,
			...(!isZero(gateway) && {gateway: hostOrderAddress(gateway)}),
			interface: name,
			metric: Number(metric),
		});
	});
}

/**
 * Rows of /proc/net/ipv6_route, all tables: destination, prefix length, source, prefix length, next hop, metric,
 * references, uses, flags, interface; numbers are hexadecimal. Left out: own addresses, groups (multicast), and the row
 * that stands for "no route" (metric ffffffff). https://tldp.org/HOWTO/Linux+IPv6-HOWTO/ch11s05.html
 */
export function routes6(lines: readonly string[]): readonly Route[] {
	return lines.flatMap(line => {
		const row =
			/^([\da-f]{32}) ([\da-f]{2}) [\da-f]{32} [\da-f]{2} ([\da-f]{32}) ([\da-f]{8}) [\da-f]{8} [\da-f]{8} ([\da-f]{8})\s+(\S+)$/i.exec(
				line,
			);
		if (!row) return [];
		const [, destination = '', length = '', gateway = '', metric = '', flagged = '', name = ''] = row;
		const flags = Number.parseInt(flagged, 16);
		if ((flags & ownAddress) !== 0 || /^ff/i.test(destination) || /^f{8}$/i.test(metric)) return [];
		return routeOf(flags, {
			destination: `${networkOrderAddress(destination)}/${Number.parseInt(length, 16)}`,
			...(!isZero(gateway) && {gateway: networkOrderAddress(gateway)}),
			interface: name,
			metric: Number.parseInt(metric, 16),
		});
	});
}

function routeOf(flags: number, route: Route): readonly Route[] {
	if ((flags & (isUp | rejects)) === 0) return [];
	// A black hole has no flag of its own, and no interface.
	const isRejecting = (flags & rejects) !== 0 || route.interface === '*';
	return [{...route, ...(isRejecting && {rejects: true as const})}];
}

/** Where packets go for which there is no other route; of several the one with the lowest metric. */
export function defaultGateway(routes: readonly Route[]): Gateway | undefined {
	const [best] = routes
		.filter(({destination, rejects}) => /^(0\.0\.0\.0|::)\/0$/.test(destination) && !rejects)
		.sort((a, b) => a.metric - b.metric);
	return best?.gateway ? {address: best.gateway, interface: best.interface} : undefined;
}

const isZero = (hex: string) => /^0+$/.test(hex);

function onesOf(mask: number): number {
	return mask.toString(2).replaceAll('0', '').length;
}
