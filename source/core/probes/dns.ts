import {type Answers, answered, askedServer, nameServers, queryTime, type RecordType} from './dns-answers.js';
import {firstLine, isMissing, linesOf} from './output.js';
import type {Answer, Output, Probe, ProbeOutcome, Question, Tool} from './probe.js';
import {isAddress, nameProblem, targetProblem} from './target.js';

/** `target`: a name; for PTR an address. */
export type DnsInput = Question & {
	/** Undefined: A and AAAA. */
	readonly type?: RecordType;
	/** Whom to ask instead of the container's own name server; getent cannot. */
	readonly server?: string;
};

export type DnsResult = Answer &
	Answers & {
		/** As asked. */
		readonly type?: RecordType;
		/** The name server that answered, or was asked. */
		readonly server?: string;
		/** The name server's own word, where the tool tells: there is no such name, or it could not find out. */
		readonly code?: 'NXDOMAIN' | 'SERVFAIL';
		/** Milliseconds until the answer, where the tool tells; of A and AAAA together. */
		readonly ms?: number;
	};

/**
 * BusyBox asks for a name without a dot in the search domains alone, where there are any; programs, for the name itself too.
 * Its arguments: an option or nothing, the name, a server or nothing.
 */
export const withoutSearch = `answer=$(nslookup \${1:+"$1"} "$2." \${3:+"$3"}); code=$?; echo "$answer"
case $answer in *NXDOMAIN*) exec nslookup \${1:+"$1"} "$2" \${3:+"$3"};; esac
exit $code`;

/** Seconds to wait for a name server: the resolver library's own patience. */
const patience = '5';

export const dns: Probe<DnsInput, DnsResult> = {
	id: 'dns',
	title: 'Name lookup',
	programs: 'dig, nslookup, host, drill or getent',
	tools: [
		{id: 'dig', title: 'dig'},
		{id: 'nslookup-bind', title: 'BIND nslookup'},
		{id: 'nslookup-busybox', title: 'BusyBox nslookup'},
		{id: 'host', title: 'host'},
		{id: 'drill', title: 'drill'},
		{id: 'nslookup-busybox-old', title: 'BusyBox nslookup (old)'},
		{id: 'getent', title: 'getent'},
	],
	canAsk: ({server, type}, {id}) =>
		(id !== 'getent' || server === undefined) && (type !== 'SRV' || (id !== 'getent' && id !== 'nslookup-busybox-old')),
	problem: ({target, server, type}) =>
		(type === 'PTR' ? addressProblem(target) : nameProblem(target)) ??
		(server === undefined ? undefined : targetProblem(server)),
	// A and AAAA are asked one after the other, BusyBox, getent and drill try again by themselves.
	argv: (input, tool) => ({argv: argvOf(input, tool), timeoutMs: 25_000}),
	parse: parseDns,
	// Some tools do not say whom they asked: it was the container's own name server.
	wants: ({server, result}) => (server === undefined && result !== 'tool-missing' ? '/etc/resolv.conf' : undefined),
	nothing: {addresses: [], names: [], records: [], type: undefined, server: undefined, code: undefined, ms: undefined},
	tables: ({addresses, names, records, server, ms}) => [
		{
			title: 'Answer',
			columns: ['answer', 'name server', 'ms'],
			rows: [...addresses, ...names, ...records].map(answer => [
				answer,
				server ?? 'the container’s own',
				`${ms ?? '–'}`,
			]),
			empty: 'no answer',
		},
	],
	latency: ({ms}) => ms,
};

function addressProblem(text: string): string | undefined {
	return targetProblem(text) ?? (isAddress(text) ? undefined : `'${text}' is not an address: PTR asks whose it is.`);
}

function argvOf({target, type, server}: DnsInput, {id}: Tool): readonly string[] {
	const last = server ? [target, server] : [target];
	const at = server ? [`@${server}`] : [];
	switch (id) {
		case 'dig': {
			const options = ['+search', `+time=${patience}`, '+tries=1', '+noall', '+comments', '+answer', '+stats'];
			const types = type ? [type] : ['A', 'AAAA'];
			const question = type === 'PTR' ? ['-x', target] : types.flatMap(each => ['-q', target, '-t', each]);
			return ['dig', ...at, ...options, ...question];
		}

		case 'drill':
			if (type === 'PTR') return ['drill', '-x', target, ...at];
			// It can ask one thing at a time.
			if (!type) return ['sh', '-c', 'drill "$@" A && drill "$@" AAAA', 'drill', target, ...at];
			return ['drill', target, ...at, type];
		case 'host':
			return ['host', '-W', patience, '-R', '1', ...(type && type !== 'PTR' ? ['-t', type] : []), ...last];
		case 'getent':
			return ['getent', databases[type ?? 'both'], target];
		case 'nslookup-busybox-old':
			return ['nslookup', ...last];
		default: {
			// Of an address they ask for the name without being told.
			const question = type && type !== 'PTR' ? [`-type=${type}`] : [];
			if (id === 'nslookup-busybox' && type !== 'PTR' && !target.includes('.'))
				return ['sh', '-c', withoutSearch, 'sh', question.join(), target, server ?? ''];
			const limits = id === 'nslookup-bind' ? [`-timeout=${patience}`, '-retry=1'] : [];
			return ['nslookup', ...limits, ...question, ...last];
		}
	}
}

/** What getent calls it; services it cannot ask for. */
const databases = {both: 'ahosts', A: 'ahostsv4', AAAA: 'ahostsv6', PTR: 'hosts', SRV: 'ahosts'} as const;

/** First match wins: an answer of any server says more than the silence of another. */
const troubles: readonly {
	readonly pattern: RegExp;
	readonly result: ProbeOutcome;
	readonly why: string;
	readonly code?: DnsResult['code'];
}[] = [
	{
		pattern: /(?:status|rcode): NXDOMAIN,|: NXDOMAIN$|\(NXDOMAIN\)$/,
		result: 'no-name',
		why: 'there is no such name (NXDOMAIN)',
		code: 'NXDOMAIN',
	},
	{
		pattern: /(?:status|rcode): SERVFAIL,|: SERVFAIL$|\(SERVFAIL\)$/,
		result: 'no-name',
		why: 'the name server could not find out (SERVFAIL)',
		code: 'SERVFAIL',
	},
	{
		pattern: /(?:status|rcode): REFUSED,|: REFUSED$|\(REFUSED\)$/,
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
	{
		pattern: /could not send or receive/i,
		result: 'timeout',
		why: 'the name server did not answer (this drill does not tell why)',
	},
	{pattern: /timed out|no servers could be reached/, result: 'timeout', why: 'the name server did not answer in time'},
];

/** An answer without what was asked for. */
const lacks = {
	both: 'the name exists but has no address',
	A: 'the name exists but has no IPv4 address',
	AAAA: 'the name exists but has no IPv6 address',
	PTR: 'no name belongs to it',
	SRV: 'the name exists but no service is entered under it',
} as const;

function parseDns(output: Output, tool: Tool, input: DnsInput, file = ''): DnsResult {
	const {from, target: name, type, server: wanted} = input;
	const lines = linesOf(output);
	const answers = answered(lines, tool, type);
	const server = askedServer(lines, tool) ?? wanted ?? nameServers(file)[0];
	const ms = queryTime(lines);
	const by = server ? `(${tool.title}, server ${server})` : `(${tool.title})`;
	const result = (outcome: ProbeOutcome, message: string): DnsResult => ({
		result: outcome,
		...answers,
		...(type && {type}),
		...(server && {server}),
		...(ms !== undefined && {ms}),
		message,
	});
	const failed = (outcome: ProbeOutcome, why: string, code?: DnsResult['code']) => ({
		...result(outcome, `${from} cannot resolve ${name}: ${why} ${by}.`),
		...(code && {code}),
	});
	if (isMissing(output)) return result('tool-missing', `${from} has no ${tool.title}: no name server was asked.`);
	const all = [...answers.addresses, ...answers.names, ...answers.records];
	if (all.length > 0) return result('ok', `${from} resolves ${name} to ${all.join(', ')} ${by}.`);
	const trouble = troubles.find(({pattern}) => lines.some(line => pattern.test(line)));
	if (trouble) return failed(trouble.result, trouble.why, trouble.code);
	if (output.exitCode === undefined) return result('timeout', `${from} has no answer for ${name} in time ${by}.`);
	// Answered, without an error and without what was asked for: the tools say so in different words, or not at all.
	if (output.exitCode === 0) return failed('no-name', lacks[type ?? 'both']);
	if (tool.id === 'getent' && output.exitCode === 2) {
		return failed('no-name', 'no such name, or the name server failed (getent does not tell which)');
	}

	return result(
		'tool-missing',
		`${tool.title} cannot be used in ${from}, so no name was looked up: ${firstLine(output)}`,
	);
}
