import {parseAddress} from '../ip/address.js';
import type {Listener} from '../probes/proc-sockets.js';
import type {Path} from './path.js';

/**
 * The addresses of the target that a connection may arrive at: the one that was asked for, or all that the name stands for, as
 * programs try one after the other. Empty: none is known.
 */
export function arrivalsOf({to, question, resolution}: Path): readonly string[] {
	if (to.kind === 'published') return addresses(to.end.networks.map(({endpoint}) => endpoint));
	if (to.kind === 'self') return resolution?.by === 'hosts' ? resolution.addresses : [to.address];
	if (to.kind !== 'container') return [];
	const isGiven = parseAddress(question.target) !== undefined || resolution?.by === 'hosts';
	if (to.endpoint && !isGiven) return addresses([to.endpoint.endpoint]);
	return to.address === undefined ? [] : [to.address];
}

function addresses(endpoints: readonly {readonly ipv4?: string; readonly ipv6?: string}[]): readonly string[] {
	return endpoints.flatMap(({ipv4, ipv6}) => [ipv4, ipv6].filter(address => address !== undefined));
}

/** Whether a socket takes what arrives there: one of `::` takes IPv4 too, unless its program said otherwise. */
export function takes({address}: Listener, arrivals: readonly string[]): boolean {
	if (arrivals.length === 0) return !/^(127\.|::1$)/.test(address);
	if (address === '::') return true;
	if (address === '0.0.0.0') return arrivals.some(arrival => !arrival.includes(':'));
	return arrivals.includes(address);
}
