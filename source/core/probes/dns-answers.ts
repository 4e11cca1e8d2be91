import type {Tool} from './probe.js';
import {isAddress} from './target.js';

/** Where each tool prints an address that belongs to the name. */
const answers: Readonly<Record<string, RegExp>> = {
	dig: /^\S+ +\d+ +IN +(?:A|AAAA) +(\S+)$/,
	host: / has (?:IPv6 )?address (\S+)$/,
	getent: /^(\S+) +STREAM\b/,
};
const nslookupAnswer = /^Address(?: \d+)?: +([^\s#]+)/;

/** The addresses of the name: IPv4 first, then as the tool gave them, each once. */
export function answered(lines: readonly string[], {id}: Tool): readonly string[] {
	const pattern = answers[id] ?? nslookupAnswer;
	const found = (id in answers ? lines : afterName(lines)).flatMap(line => pattern.exec(line)?.[1] ?? []);
	const addresses = [...new Set(found.filter(isAddress))];
	return [
		...addresses.filter(address => !address.includes(':')),
		...addresses.filter(address => address.includes(':')),
	];
}

/** nslookup prints the server's address first, in the same words. */
function afterName(lines: readonly string[]): readonly string[] {
	const start = lines.findIndex(line => line.startsWith('Name:'));
	return start < 0 ? [] : lines.slice(start);
}

/** BIND's tools, when nobody answers. */
const asked = /^;; (?:communications error to|UDP setup with) ([^#\s]+)#/;
const servers: Readonly<Record<string, readonly RegExp[]>> = {
	dig: [/^;; SERVER: ([^#\s]+)#/, asked],
	host: [/^Address: ([^#\s]+)#/, asked],
	getent: [],
};
const nslookupServers = [/^Address(?: 1)?: *\[?([\da-f.:]+?)\]?(?:#\d+|:53)?(?: .*)?$/, asked];

/** The server that answered or was asked last, where the tool says so. */
export function askedServer(lines: readonly string[], {id}: Tool): string | undefined {
	const start = lines.findIndex(line => line.startsWith('Name:'));
	const head = start < 0 || id in servers ? lines : lines.slice(0, start);
	return (servers[id] ?? nslookupServers)
		.flatMap(pattern => head.flatMap(line => pattern.exec(line)?.[1] ?? []))
		.find(isAddress);
}

/** Name servers of a resolv.conf, in its order. */
export function nameServers(resolvConf: string): readonly string[] {
	return resolvConf.split('\n').flatMap(line => /^nameserver\s+(\S+)/.exec(line)?.[1] ?? []);
}
