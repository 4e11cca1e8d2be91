import {formatAddress} from '../ip/address.js';

/**
 * An address of /proc/net/{tcp,udp,route}: words of 8 hexadecimal digits, each in the byte order of the machine. All
 * engines are taken for little-endian ones, so on s390x addresses come out wrong. 8 digits are IPv4, 32 IPv6; an IPv4
 * address in IPv6 clothes (`::ffff:10.0.0.1`) is IPv4.
 */
export function hostOrderAddress(hex: string): string {
	const bytes = hex.match(/.{8}/g)?.map(word => word.match(/../g)?.reverse().join('') ?? '') ?? [];
	return networkOrderAddress(bytes.join('').replace(/^0{20}f{4}/i, ''));
}

/** An address of /proc/net/{if_inet6,ipv6_route}: hexadecimal digits in the order of the network. */
export function networkOrderAddress(hex: string): string {
	return formatAddress({version: hex.length === 8 ? 4 : 6, value: BigInt(`0x${hex}`)});
}
