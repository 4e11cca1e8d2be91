import type {Tool} from './probe.js';
import {isAddress} from './target.js';

/** What can be asked: addresses of a name, the names of an address (PTR), the places of a service (SRV). */
export type RecordType = 'A' | 'AAAA' | 'PTR' | 'SRV';

export type Answers = {
	/** IPv4 first, else as the tool gave them. */
	readonly addresses: readonly string[];
	/** PTR. */
	readonly names: readonly string[];
	/** SRV: `priority weight port target`. */
	readonly records: readonly string[];
};

/** Where a tool prints what belongs to the name, and whom it asked. */
type Patterns = {
	readonly address: RegExp;
	readonly name: RegExp;
	readonly record?: RegExp;
	readonly servers: readonly RegExp[];
	/** Its server comes first, in the same words: only what is below the name belongs to it. */
	readonly below?: readonly ('address' | 'name')[];
};

/** BIND's tools, when nobody answers. */
const asked = /^;; (?:communications error to|UDP setup with) ([^#\s]+)#/;

const zoneFile = {
	address: /^\S+\s+\d+\s+IN\s+(?:A|AAAA)\s+(\S+)$/,
	name: /^\S+\s+\d+\s+IN\s+PTR\s+(\S+)$/,
	record: /^\S+\s+\d+\s+IN\s+SRV\s+(\d+ \d+ \d+ \S+)$/,
	servers: [/^;; SERVER: ([^#\s]+)/, asked],
};

const nslookup: Patterns = {
	address: /^Address(?: \d+)?: +([^\s#]+)/,
	name: /^\S+\s+name = (\S+)$/,
	record: /^\S+\s+service = (\d+ \d+ \d+ \S+)$/,
	servers: [/^Address(?: 1)?: *\[?([\da-f.:]+?)\]?(?:#\d+|:53)?(?: .*)?$/, asked],
	below: ['address'],
};

const patterns: Readonly<Record<string, Patterns>> = {
	dig: zoneFile,
	drill: zoneFile,
	host: {
		address: / has (?:IPv6 )?address (\S+)$/,
		name: / domain name pointer (\S+)$/,
		record: / has SRV record (\d+ \d+ \d+ \S+)$/,
		servers: [/^Address: ([^#\s]+)#/, asked],
	},
	getent: {address: /^(\S+) +STREAM\b/, name: /^[\da-f.:]+ +(\S+)/, servers: []},
	'nslookup-busybox-old': {...nslookup, name: /^Address \d+: +\S+ (\S+)$/, below: ['address', 'name']},
};

const patternsOf = ({id}: Tool) => patterns[id] ?? nslookup;

/** What was asked for, each once. Undefined `type`: addresses of both families. */
export function answered(lines: readonly string[], tool: Tool, type: RecordType | undefined): Answers {
	const {address, name, record, below} = patternsOf(tool);
	const [, answer] = splitAtName(lines);
	const found = (pattern: RegExp | undefined, from: readonly string[]) => [
		...new Set(from.flatMap(line => pattern?.exec(line)?.[1]?.replace(/(?<=.)\.$/, '') ?? [])),
	];
	const of = (kind: 'address' | 'name') => (below?.includes(kind) ? answer : lines);
	const addresses = type === 'PTR' || type === 'SRV' ? [] : found(address, of('address')).filter(isAddress);
	return {
		addresses: [
			...(type === 'AAAA' ? [] : addresses.filter(text => !text.includes(':'))),
			// getent writes IPv4 so where IPv6 was asked for.
			...(type === 'A' ? [] : addresses.filter(text => text.includes(':') && !text.startsWith('::ffff:'))),
		],
		names: type === 'PTR' ? found(name, of('name')) : [],
		records: type === 'SRV' ? found(record, lines) : [],
	};
}

/** nslookup prints whom it asks, then `Name:` and what it was told. */
function splitAtName(lines: readonly string[]): readonly [head: readonly string[], answer: readonly string[]] {
	const start = lines.findIndex(line => line.startsWith('Name:'));
	return start < 0 ? [lines, []] : [lines.slice(0, start), lines.slice(start)];
}

/** The server that answered or was asked last, where the tool says so. */
export function askedServer(lines: readonly string[], tool: Tool): string | undefined {
	const {servers, below} = patternsOf(tool);
	const [head] = below ? splitAtName(lines) : [lines];
	return servers.flatMap(pattern => head.flatMap(line => pattern.exec(line)?.[1] ?? [])).find(isAddress);
}

/** Milliseconds of all questions together, where the tool tells. */
export function queryTime(lines: readonly string[]): number | undefined {
	const times = lines.flatMap(line => /^;; Query time: (\d{1,6}) msec$/.exec(line)?.[1] ?? []);
	return times.length > 0 ? times.reduce((sum, time) => sum + Number(time), 0) : undefined;
}

/** Name servers of a resolv.conf, in its order. */
export function nameServers(resolvConf: string): readonly string[] {
	return resolvConf.split('\n').flatMap(line => /^nameserver\s+(\S+)/.exec(line)?.[1] ?? []);
}
