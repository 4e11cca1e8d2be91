import {parseAddress} from '../ip/address.js';
import {safe} from '../text/safe.js';

/** What may be pinged: a name or an address (IPv6 with zone). Nothing that a tool could take for an option. */
export function targetProblem(text: string): string | undefined {
	if (text === '') return 'Say what to reach: a name or an address.';
	if (text.startsWith('-')) return `'${safe(text)}' is not a name or an address: neither begins with '-'.`;
	if (text.length > 253) return 'A name has at most 253 characters.';
	if (!/^[\w.:%-]+$/.test(text))
		return `'${safe(text)}' is not a name or an address: letters, digits and . : - _ % only.`;
	return undefined;
}

/** What may be looked up: a name, not an address. */
export function nameProblem(text: string): string | undefined {
	if (isAddress(text)) return `'${safe(text)}' is an address already: give a name to look up.`;
	return targetProblem(text);
}

/** An IPv6 address may name its interface: `fe80::1%eth0`. */
export function isAddress(text: string): boolean {
	return parseAddress(text.replace(/%\w+$/, '')) !== undefined;
}
