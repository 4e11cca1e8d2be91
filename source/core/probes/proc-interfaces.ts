import {parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import {networkOrderAddress} from './proc-address.js';
import type {Route} from './proc-routes.js';

export type Interface = {
	readonly name: string;
	readonly mac?: string;
	readonly mtu?: number;
	/** With prefix length, IPv4 first: `10.0.0.2/24`, `fe80::1/64`. */
	readonly addresses: readonly string[];
	/** Packets, since the interface is there. */
	readonly rxPackets?: number;
	readonly txPackets?: number;
	readonly rxErrors: number;
	readonly rxDropped: number;
	readonly txErrors: number;
	readonly txDropped: number;
};

type Link = Pick<Interface, 'mac' | 'mtu'>;
type Placed = {readonly name: string; readonly address: string};

/** Everything that is known of each interface, in the order of /proc/net/dev. `routes`: those of IPv4, for prefix lengths. */
export function interfacesOf(lines: readonly string[], routes: readonly Route[]): readonly Interface[] {
	const links = linksOf(lines);
	const addresses = [...addresses4(lines, routes), ...addresses6(lines)];
	return countersOf(lines).map(counters => ({
		...counters,
		...links.get(counters.name),
		addresses: addresses.filter(({name}) => name === counters.name).map(({address}) => address),
	}));
}

/**
 * Rows of /proc/net/dev: `eth0: 2134 33 0 0 …`, eight numbers received, eight sent: bytes, packets, errs, drop, fifo, frame
 * or colls, compressed or carrier, multicast or compressed. https://man7.org/linux/man-pages/man5/proc_pid_net.5.html
 */
function countersOf(lines: readonly string[]): readonly Omit<Interface, 'addresses'>[] {
	const rows = lines.flatMap(line => {
		const [, name, numbers] = /^ *([^\s:]+): *((?:\d{1,20} +){15}\d{1,20})$/.exec(line) ?? [];
		if (!name || !numbers) return [];
		const counts = numbers.split(/ +/).map(Number);
		const [, rxPackets = 0, rxErrors = 0, rxDropped = 0] = counts;
		const [, txPackets = 0, txErrors = 0, txDropped = 0] = counts.slice(8);
		return [[name, {name, rxPackets, txPackets, rxErrors, rxDropped, txErrors, txDropped}] as const];
	});
	return [...new Map(rows).values()];
}

/** Lines of `ip -o link` (of BusyBox and iproute2), or `@link eth0 02:42:ac:11:00:02 1500`, made of /sys/class/net. */
function linksOf(lines: readonly string[]): ReadonlyMap<string, Link> {
	const rows = lines.flatMap(line => {
		const [, name, mtu] = /^\d+: ([^\s:@]+)[^\s:]*: <.*> mtu (\d{1,9}) /.exec(line) ?? [];
		if (name) return [[name, linkOf(/ link\/\S+ ([\da-f:]+)/.exec(line)?.[1], mtu)] as const];
		const [, other, mac, size] = /^@link (\S+) (\S+) (\d{1,9})$/.exec(line) ?? [];
		return other ? [[other, linkOf(mac, size)] as const] : [];
	});
	return new Map(rows);
}

function linkOf(mac = '', mtu = ''): Link {
	return {...(/^(?!00:00:00:00:00:00)[\da-f]{2}(:[\da-f]{2}){5}$/.test(mac) && {mac}), mtu: Number(mtu)};
}

/**
 * The addresses of /proc/net/fib_trie: `|-- 10.0.0.2`, and on the next line `/32 host LOCAL`. It knows neither interfaces
 * nor prefix lengths: these are those of the narrowest route on a link that holds the address. One without such a route
 * (127.0.0.1, the virtual addresses of a swarm's services) is taken for one of `lo`.
 */
function addresses4(lines: readonly string[], routes: readonly Route[]): readonly Placed[] {
	const own = lines.flatMap((line, index) => {
		const address = /^ *\|-- (\d[\d.]+)$/.exec(line)?.[1];
		return address && /^ *\/32 host LOCAL$/.test(lines[index + 1] ?? '') ? [address] : [];
	});
	const links = routes.flatMap(({destination, gateway, rejects, interface: name}) => {
		const range = readCidr(destination);
		return range && !gateway && !rejects && range.prefix > 0 ? [{range, name}] : [];
	});
	return [...new Set(own)].flatMap(text => {
		const address = parseAddress(text);
		if (!address) return [];
		const [link] = links.filter(({range}) => contains(range, address)).sort((a, b) => b.range.prefix - a.range.prefix);
		if (link) return [{name: link.name, address: `${text}/${link.range.prefix}`}];
		return [{name: 'lo', address: `${text}/${text.startsWith('127.') ? 8 : 32}`}];
	});
}

/**
 * Rows of /proc/net/if_inet6: address, number of the interface, prefix length, scope, flags, name; numbers are
 * hexadecimal. https://tldp.org/HOWTO/Linux+IPv6-HOWTO/ch11s04.html
 */
function addresses6(lines: readonly string[]): readonly Placed[] {
	return lines.flatMap(line => {
		const row = /^([\da-f]{32}) [\da-f]{2,8} ([\da-f]{2}) [\da-f]{2} [\da-f]{2,8} +(\S+)$/i.exec(line);
		if (!row) return [];
		const [, address = '', length = '', name = ''] = row;
		return [{name, address: `${networkOrderAddress(address)}/${Number.parseInt(length, 16)}`}];
	});
}
