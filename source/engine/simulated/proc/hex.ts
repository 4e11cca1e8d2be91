import {parseAddress} from '../../../core/ip/address.js';

/** An address as /proc/net/tcp and route have it on a little-endian machine: each 32 bits turned round. */
export function wordsOf(address: string): string {
	return digitsOf(address)
		.replace(/(..)(..)(..)(..)/g, '$4$3$2$1')
		.toUpperCase();
}

/** An address as if_inet6 and ipv6_route have it: in the order of the network. */
export function digitsOf(address: string): string {
	const {version, value} = parseAddress(address)!;
	return hex(value, version === 4 ? 8 : 32);
}

export function hex(value: number | bigint, digits: number): string {
	return value.toString(16).padStart(digits, '0');
}
