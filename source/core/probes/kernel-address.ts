import {formatAddress} from '../ip/address.js';

/**
 * The address of `0100007F:1F90`, as /proc/net/tcp and its kind write it: words of 32 bits in the order of the machine,
 * which is little-endian wherever Docker is common.
 */
export function kernelAddress(text: string): string | undefined {
	const [, hex] = /^([\dA-F]{8}|[\dA-F]{32}):[\dA-F]{4}$/.exec(text) ?? [];
	if (!hex) return undefined;
	const bytes = hex
		.match(/.{8}/g)!
		.flatMap(word => word.match(/../g)!.reverse())
		.join('');
	return formatAddress({version: hex.length === 8 ? 4 : 6, value: BigInt(`0x${bytes}`)});
}
