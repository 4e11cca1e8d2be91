import {Address6} from 'ip-address';

export type Version = 4 | 6;

/** An address as a number. */
export type Address = {readonly version: Version; readonly value: bigint};

export const bits: Readonly<Record<Version, number>> = {4: 32, 6: 128};

const plainIpv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function parseIpv4(text: string): Address | undefined {
	const parts = plainIpv4.exec(text);
	if (!parts) return undefined;
	let value = 0;
	for (const part of parts.slice(1)) {
		// A leading zero would be octal to some programs and decimal to others: refused, as Go and so Docker do.
		if (Number(part) > 255 || (part.length > 1 && part.startsWith('0'))) return undefined;
		value = value * 256 + Number(part);
	}

	return {version: 4, value: BigInt(value)};
}

const hexGroup = /^[\da-f]{1,4}$/i;

/** Groups of hexadecimal digits, one `::` at most. */
function parseIpv6(text: string): Address | undefined {
	const [left = '', right, more] = text.split('::');
	if (more !== undefined) return undefined;
	const head = left === '' ? [] : left.split(':');
	const tail = right === undefined || right === '' ? [] : right.split(':');
	const missing = 8 - head.length - tail.length;
	if (right === undefined ? missing !== 0 : missing < 1) return undefined;
	const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
	if (!groups.every(group => hexGroup.test(group))) return undefined;
	return {version: 6, value: BigInt(`0x${groups.map(group => group.padStart(4, '0')).join('')}`)};
}

/**
 * Undefined where the text is no address: with a prefix length, a zone, or wild cards it is none either. Lists hold
 * thousands of them, so the library is asked only for the rare form with an IPv4 address inside (`::ffff:10.0.0.1`).
 */
export function parseAddress(text: string): Address | undefined {
	if (!text.includes(':')) return parseIpv4(text);
	if (!text.includes('.')) return parseIpv6(text);
	if (!/^[\da-f:.]+$/i.test(text) || !Address6.isValid(text)) return undefined;
	return {version: 6, value: new Address6(text).bigInt()};
}

/** The canonical text: `10.0.0.1`, `fd00::1`. */
export function formatAddress({version, value}: Address): string {
	if (version === 6) return Address6.fromBigInt(value).correctForm();
	const number = Number(value);
	return [24, 16, 8, 0].map(shift => (number >>> shift) & 255).join('.');
}
