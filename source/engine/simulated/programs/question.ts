import {parseAddress} from '../../../core/ip/address.js';
import type {RecordType} from '../../../core/probes/dns-answers.js';
import {contactOf} from '../contact.js';
import {type Lookup, nameOf, nameServerOf, resolve} from '../names.js';
import {digitsOf} from '../proc/hex.js';
import type {Context} from './transcript.js';

export type Reply = {
	/** As it is asked: that of an address ends in `.arpa`. */
	readonly name: string;
	readonly server: string;
	/** Why nobody answered. */
	readonly trouble?: 'refused' | 'unreachable' | 'timed out';
	readonly status: Lookup['status'];
	/** Addresses, names, or `priority weight port target`. */
	readonly answers: readonly string[];
};

/** Asks a name server: the container's own unless another is named. One in the outside knows the outside only. */
export function ask(context: Context, name: string, type: RecordType, asked?: string): Reply {
	const {world, machine} = context;
	const own = nameServerOf(world, machine);
	const server = asked ?? own;
	const heading = {name: type === 'PTR' ? reversed(name) : name, server};
	const trouble = server === '127.0.0.11' && server === own ? undefined : troubleWith(context, server);
	if (trouble) return {...heading, trouble, status: 'SERVFAIL', answers: []};
	if (type === 'PTR') {
		const {status, name: known} = nameOf(world, machine, name);
		return {...heading, status, answers: known === undefined ? [] : [known]};
	}

	const service = /^_[\w-]+\._(?:tcp|udp)\.(.+)$/.exec(name)?.[1];
	const {status, addresses} = resolve(world, machine, service ?? name);
	if (type === 'SRV') {
		// Docker's resolver knows no services; in the outside each name has one.
		const outside = service?.includes('.') && status === 'NOERROR';
		return {...heading, status: outside ? status : 'NXDOMAIN', answers: outside ? [`0 5 443 ${service}.`] : []};
	}

	const version = type === 'A' ? 4 : 6;
	return {...heading, status, answers: addresses.filter(address => parseAddress(address)?.version === version)};
}

function troubleWith({world, machine}: Context, server: string): Reply['trouble'] {
	switch (contactOf(world, machine, server, 53, 'udp').type) {
		case 'open':
			return undefined;
		case 'no-route':
			return 'unreachable';
		case 'silent':
		case 'nobody':
			return 'timed out';
		default:
			return 'refused';
	}
}

/** `3.0.20.172.in-addr.arpa`. */
function reversed(address: string): string {
	if (!address.includes(':')) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
	return `${[...digitsOf(address)].reverse().join('.')}.ip6.arpa`;
}
