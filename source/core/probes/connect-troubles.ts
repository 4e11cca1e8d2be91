import {forbidsSending, rejects, throwsAway} from './forbids-sending.js';
import type {ProbeOutcome} from './probe.js';
import {isAddress} from './target.js';

/** What a line of a tool's output means for a connection. `why` ends a sentence. */
export type Trouble = {readonly pattern: RegExp; readonly result: ProbeOutcome; readonly why: string};

/** First match wins, whatever the order of the lines: an answer of any address says more than the silence of another. */
const troubles: readonly Trouble[] = [
	{
		pattern: /connection refused|ECONNREFUSED/i,
		result: 'refused',
		why: 'nobody listens there (connection refused)',
	},
	{
		pattern: /prohibited|packet filtered/i,
		result: 'unreachable',
		why: `${rejects} (prohibited)`,
	},
	{
		pattern: /no route to host|host is unreachable|EHOSTUNREACH/i,
		result: 'unreachable',
		why: `nobody has that address, or ${rejects} (no route to host)`,
	},
	{
		pattern: /network (is )?unreachable|ENETUNREACH/i,
		result: 'unreachable',
		why: 'there is no route (network unreachable)',
	},
	{
		pattern:
			/cannot assign requested address|address not available|address family not supported|EADDRNOTAVAIL|EAFNOSUPPORT/i,
		result: 'unreachable',
		why: 'it has no address of that family',
	},
	{
		pattern: /operation not permitted|permission denied|\bEPERM\b|\bEACCES\b/i,
		result: 'unreachable',
		why: forbidsSending,
	},
	{
		pattern: /connect\b.*invalid argument|\bEINVAL\b/i,
		result: 'unreachable',
		why: throwsAway,
	},
	{
		pattern: /temporary failure in name resolution|try again|TRY_AGAIN|EAI_AGAIN|resolving timed out/i,
		result: 'no-name',
		why: 'the name server failed or did not answer',
	},
	{
		pattern: /no address associated with hostname|address family for hostname not supported|NO_DATA|NO_ADDRESS/i,
		result: 'no-name',
		why: 'the name has no address of that kind',
	},
	{
		pattern: /name or service not known|name does not resolve|HOST_NOT_FOUND/i,
		result: 'no-name',
		why: 'no such name',
	},
	{
		pattern:
			/could not resolve host|unable to resolve host|bad address '|(?<!inverse host lookup failed: )unknown host|ENOTFOUND|^@no-name/i,
		result: 'no-name',
		why: 'no such name, or the name server failed (this tool does not tell which)',
	},
	{
		pattern: /connection reset|ECONNRESET|empty reply|error getting response|broken pipe/i,
		result: 'reset',
		why: 'the connection was accepted and then broken off (reset)',
	},
	{
		pattern: /timed out|time-?out|ETIMEDOUT|operation now in progress/i,
		result: 'timeout',
		why: 'no answer in time',
	},
];

/** The first address in a line, with or without a port: `(10.0.0.9:80)`, `[2001:db8::1]:80`, `10.0.0.9:`. */
export function addressIn(line: string): string | undefined {
	return line
		.replace(/^(Ncat: Connected to \S+):\d+\./, '$1')
		.split(/[\s()[\]|,]+/)
		.flatMap(word => {
			const bare = word.replace(/[.:]+$/, '');
			return [bare, bare.replace(/:\d+$/, '')];
		})
		.find(isAddress);
}

/** What went wrong with one address. */
export type Attempt = {readonly address?: string; readonly trouble: Trouble};

/** Every line that tells of trouble, each address once; the worst that is certain first. */
export function attemptsOf(lines: readonly string[]): readonly Attempt[] {
	const found = lines.flatMap((line): readonly Attempt[] => {
		const trouble = troubles.find(({pattern}) => pattern.test(line));
		const address = addressIn(line);
		return trouble ? [{trouble, ...(address && {address})}] : [];
	});
	const seen = new Set<string | Trouble>();
	return found
		.filter(({address, trouble}) => {
			const isNew = !seen.has(address ?? trouble);
			seen.add(trouble);
			if (address !== undefined) seen.add(address);
			return isNew;
		})
		.sort((one, other) => troubles.indexOf(one.trouble) - troubles.indexOf(other.trouble));
}

/** What became of the addresses other than the one that counts. */
export function others(attempts: readonly Attempt[], address: string | undefined): string {
	const told = attempts.flatMap(({address: tried, trouble}) =>
		tried === undefined || tried === address ? [] : [`${tried}: ${trouble.result}`],
	);
	return told.length > 0 ? ` Other addresses of the name: ${told.join(', ')}.` : '';
}

/** Seconds to wait for a connection: that nobody has an address is known after about 3 (three ARP requests). */
export const patience = 4;
export const mostPatience = 60;
/** Addresses of a name that are tried, one after the other. */
export const mostAddresses = 4;
/** Seconds beyond these limits that a tool may take, mostly to look the name up. */
export const slack = 25;

export function timeoutProblem(seconds: number | undefined): string | undefined {
	return seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= mostPatience)
		? undefined
		: `Wait 1 to ${mostPatience} whole seconds.`;
}
