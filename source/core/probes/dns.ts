import {answered, askedServer, nameServers} from './dns-answers.js';
import {firstLine, isMissing, linesOf} from './output.js';
import type {Answer, Output, Probe, ProbeOutcome, Question, Tool} from './probe.js';
import {nameProblem, targetProblem} from './target.js';

/** `target`: a name. */
export type DnsInput = Question & {
	/** Whom to ask instead of the container's own name server; getent cannot. */
	readonly server?: string;
};

export type DnsResult = Answer & {
	/** IPv4 first. */
	readonly addresses: readonly string[];
	/** The name server that answered, or was asked. */
	readonly server?: string;
};

/** Seconds to wait for a name server: the resolver library's own patience. */
const patience = '5';

export const dns: Probe<DnsInput, DnsResult> = {
	id: 'dns',
	title: 'Name lookup',
	programs: 'dig, nslookup, host or getent',
	tools: [
		{id: 'dig', title: 'dig'},
		{id: 'nslookup-bind', title: 'BIND nslookup'},
		{id: 'nslookup-busybox', title: 'BusyBox nslookup'},
		{id: 'host', title: 'host'},
		{id: 'nslookup-busybox-old', title: 'BusyBox nslookup (old)'},
		{id: 'getent', title: 'getent'},
	],
	canAsk: ({server}, {id}) => server === undefined || id !== 'getent',
	problem: ({target, server}) => nameProblem(target) ?? (server === undefined ? undefined : targetProblem(server)),
	// A and AAAA are asked one after the other, BusyBox and getent try again by themselves.
	argv: ({target, server}, tool) => ({argv: argvOf(tool, target, server), timeoutMs: 25_000}),
	parse: parseDns,
	// Some tools do not say whom they asked: it was the container's own name server.
	wants: ({server, result}) => (server === undefined && result !== 'tool-missing' ? '/etc/resolv.conf' : undefined),
	nothing: {addresses: [], server: undefined},
	tables: ({addresses, server}) => [
		{
			title: 'Answer',
			columns: ['address', 'name server'],
			rows: addresses.map(address => [address, server ?? 'the container’s own']),
			empty: 'no address',
		},
	],
};

function argvOf({id}: Tool, name: string, server: string | undefined): readonly string[] {
	const last = server ? [name, server] : [name];
	switch (id) {
		case 'dig': {
			const options = ['+search', `+time=${patience}`, '+tries=1', '+noall', '+comments', '+answer', '+stats'];
			const whom = server ? [`@${server}`] : [];
			return ['dig', ...whom, ...options, '-q', name, '-t', 'A', '-q', name, '-t', 'AAAA'];
		}

		case 'nslookup-bind':
			return ['nslookup', `-timeout=${patience}`, '-retry=1', ...last];
		case 'host':
			return ['host', '-W', patience, '-R', '1', ...last];
		case 'getent':
			return ['getent', 'ahosts', name];
		default:
			return ['nslookup', ...last];
	}
}

/** First match wins: an answer of any server says more than the silence of another. */
const troubles: readonly {readonly pattern: RegExp; readonly result: ProbeOutcome; readonly why: string}[] = [
	{pattern: /status: NXDOMAIN,|: NXDOMAIN$|\(NXDOMAIN\)$/, result: 'no-name', why: 'there is no such name (NXDOMAIN)'},
	{
		pattern: /status: SERVFAIL,|: SERVFAIL$|\(SERVFAIL\)$/,
		result: 'no-name',
		why: 'the name server could not find out (SERVFAIL)',
	},
	{
		pattern: /status: REFUSED,|: REFUSED$|\(REFUSED\)$/,
		result: 'refused',
		why: 'the name server refuses to answer (REFUSED)',
	},
	{
		pattern: /^nslookup: can't resolve '(?!\(null\))/,
		result: 'no-name',
		why: 'no such name, or the name server failed (this nslookup does not tell which)',
	},
	{pattern: /connection refused/i, result: 'refused', why: 'no name server listens there (connection refused)'},
	{
		pattern: /(network|host) (is )?unreachable|no route to host/i,
		result: 'unreachable',
		why: 'the name server cannot be reached (no route)',
	},
	{pattern: /timed out|no servers could be reached/, result: 'timeout', why: 'the name server did not answer in time'},
];

function parseDns(output: Output, tool: Tool, {from, target: name, server: wanted}: DnsInput, file = ''): DnsResult {
	const lines = linesOf(output);
	const addresses = answered(lines, tool);
	const server = askedServer(lines, tool) ?? wanted ?? nameServers(file)[0];
	const by = server ? `(${tool.title}, server ${server})` : `(${tool.title})`;
	const result = (outcome: ProbeOutcome, message: string): DnsResult => ({
		result: outcome,
		addresses,
		...(server && {server}),
		message,
	});
	if (isMissing(output)) return result('tool-missing', `${from} has no ${tool.title}: no name server was asked.`);
	if (addresses.length > 0) return result('ok', `${from} resolves ${name} to ${addresses.join(', ')} ${by}.`);
	const trouble = troubles.find(({pattern}) => lines.some(line => pattern.test(line)));
	if (trouble) return result(trouble.result, `${from} cannot resolve ${name}: ${trouble.why} ${by}.`);
	if (output.exitCode === undefined) return result('timeout', `${from} has no answer for ${name} in time ${by}.`);
	// Answered, without an error and without an address: the tools say so in different words, or not at all.
	if (output.exitCode === 0) {
		return result('no-name', `${from} cannot resolve ${name}: the name exists but has no address ${by}.`);
	}

	if (tool.id === 'getent' && output.exitCode === 2) {
		const why = 'no such name, or the name server failed (getent does not tell which)';
		return result('no-name', `${from} cannot resolve ${name}: ${why} ${by}.`);
	}

	return result(
		'tool-missing',
		`${tool.title} cannot be used in ${from}, so no name was looked up: ${firstLine(output)}`,
	);
}
