import {duration, milliseconds} from '../text/formats.js';
import {addressIn, attemptsOf, mostAddresses, others, patience, slack, timeoutProblem} from './connect-troubles.js';
import {endpointProblem, parseEndpoint} from './endpoint.js';
import {firstLine, isMissing, isNotStarted, linesOf} from './output.js';
import type {Answer, Output, Probe, Question, Tool} from './probe.js';
import {hostOrderAddress} from './proc-address.js';
import {isAddress} from './target.js';
import {bash, node, perl, python, smallNc, timed} from './tcp-scripts.js';

/** `target`: HOST:PORT, IPv6 as [ADDRESS]:PORT. */
export type TcpInput = Question & {
	/** For each address; default 4. A shorter time calls a missing neighbour a time-out. */
	readonly timeoutSeconds?: number;
	/** Undefined: what the container's resolver prefers. */
	readonly family?: 4 | 6;
};

export type TcpResult = Answer & {
	/** The address that answered, or that was tried. */
	readonly address?: string;
	readonly port: number;
	/** How long connecting took; with `nc` of BusyBox also starting it. */
	readonly ms?: number;
};

export const tcp: Probe<TcpInput, TcpResult> = {
	id: 'tcp',
	title: 'TCP connection',
	programs: 'curl, bash, python3, perl, node, nc or wget',
	// Those that tell address and time come first.
	tools: [
		{id: 'curl', title: 'curl'},
		{id: 'bash', title: 'bash'},
		{id: 'python3', title: 'Python'},
		{id: 'perl', title: 'Perl'},
		{id: 'node', title: 'Node.js'},
		{id: 'nc-openbsd', title: 'OpenBSD nc'},
		{id: 'ncat', title: 'ncat'},
		{id: 'nc-busybox', title: 'BusyBox nc'},
		{id: 'nc-busybox-small', title: 'BusyBox nc (small)'},
		{id: 'nc-traditional', title: 'traditional nc'},
		{id: 'wget-gnu', title: 'GNU wget'},
	],
	canAsk: ({family}, {id}) =>
		family === undefined || !['nc-busybox', 'nc-busybox-small', 'nc-traditional'].includes(id),
	problem: ({target, timeoutSeconds}) => endpointProblem(target) ?? timeoutProblem(timeoutSeconds),
	argv: ({target, timeoutSeconds = patience, family}, tool) => {
		const {host, port} = parseEndpoint(target);
		return {
			argv: argvOf(tool, host, String(port), String(timeoutSeconds), family),
			timeoutMs: (timeoutSeconds * mostAddresses + slack) * 1000,
		};
	},
	parse: parseTcp,
	nothing: {address: undefined, port: 0, ms: undefined},
	tables: ({result, address, port, ms}) => [
		{
			title: 'Figures',
			columns: ['address', 'port', 'result', 'ms'],
			rows: port > 0 ? [[address ?? '–', `${port}`, result === 'ok' ? 'open' : result, milliseconds(ms)]] : [],
			empty: 'nothing was tried',
		},
	],
	latency: ({ms}) => ms,
};

function argvOf({id}: Tool, host: string, port: string, seconds: string, family: 4 | 6 | undefined): readonly string[] {
	const chosen = family ? [`-${family}`] : [];
	const all = [host, port, seconds, String(family ?? 0)];
	const scan = ['nc', '-z', '-v', '-w', seconds];
	const url = `${host.includes(':') ? `[${host}]` : host}:${port}`;
	switch (id) {
		case 'curl':
			return [
				...['curl', '-q', '-sS', '-v', '-g', '--noproxy', '*', ...chosen],
				...['--connect-timeout', seconds, '--max-time', seconds, '-o', '/dev/null'],
				// An option that telnet does not have: curl connects, complains, and ends instead of waiting for the other end.
				...['--telnet-option', 'NONE=1', '-w', 'time %{time_namelookup} %{time_connect}\\n', `telnet://${url}`],
			];
		case 'bash':
			return ['bash', '-c', bash, 'bash', ...all];
		case 'python3':
			return ['python3', '-I', '-c', python, ...all];
		case 'perl':
			return ['perl', '-e', perl, ...all];
		case 'node':
			return ['node', '-e', node, ...all];
		case 'ncat':
			return ['ncat', '-z', '-v', '-w', seconds, ...chosen, host, port];
		case 'nc-busybox':
			// One -v hides refusals.
			return ['sh', '-c', timed, 'sh', ...scan, '-v', host, port];
		case 'nc-busybox-small':
			return ['sh', '-c', smallNc, 'sh', host, port, seconds];
		case 'wget-gnu':
			return [
				...['wget', '--no-config', '--no-proxy', '--no-hsts', '--spider', '--max-redirect=0', '--tries=1', ...chosen],
				...[`--connect-timeout=${seconds}`, '--read-timeout=1', '-O', '/dev/null', `http://${url}/`],
			];
		default:
			return [...scan, ...chosen, host, port];
	}
}

const script = /^@open (?<address>\S+)/;
/** Where each tool says that it is connected, and to whom. */
const opened: Readonly<Record<string, RegExp>> = {
	curl: /^\* (?:Connected|Established connection) to \S+ \((?<address>[^)\s]*)/,
	bash: script,
	python3: script,
	perl: script,
	node: script,
	'nc-openbsd': /^Connection to \S+ (?:\((?<address>[^)]*)\) )?\d+ port .*succeeded!/,
	ncat: /^Ncat: Connected to (?<address>\S+):\d+\.\s*$/,
	'nc-busybox': /\(\[?(?<address>[^)\]]*?)\]?:\d+\) open\s*$/,
	'nc-busybox-small': script,
	'nc-traditional': / \[(?<address>[^\]]+)\] \d+ .*open\s*$/,
	'wget-gnu': /^Connecting to (?:.*\|)?\[?(?<address>[^|\]]+?)[|\]]*:\d+\.\.\. connected\.\s*$/,
};

const times = /^(?:@open \S+|@time|time) (\d{1,12}\.\d{1,20}) (\d{1,12}\.\d{1,20})\s*$/;

function parseTcp(output: Output, tool: Tool, {from, target}: TcpInput): TcpResult {
	const lines = linesOf(output);
	const {host, port} = parseEndpoint(target);
	const by = `(${tool.title})`;
	if (isMissing(output)) {
		return {result: 'tool-missing', port, message: `${from} has no ${tool.title}: no connection was tried.`};
	}

	const open = lines.map(line => opened[tool.id]?.exec(line)).find(found => found);
	const attempts = attemptsOf(lines);
	if (open) {
		const said = open.groups?.address ?? '';
		const [, kernels] = /^([\dA-F]{8}|[\dA-F]{32}):[\dA-F]{4}$/.exec(said) ?? [];
		const address = [kernels ? hostOrderAddress(kernels) : said, host].find(
			text => text !== undefined && isAddress(text),
		);
		const ms = lines.map(connectTime).find(time => time !== undefined);
		const took = ms === undefined ? '' : ` in ${duration(ms)}`;
		const message = `${from} connects to ${named(target, host, address)}${took} ${by}.${others(attempts, address)}`;
		return {result: 'ok', port, ...(address && {address}), ...(ms !== undefined && {ms}), message};
	}

	const [worst] = attempts;
	const tried = worst?.address ?? lines.map(triedAddress).findLast(found => found) ?? host;
	const address = isAddress(tried) ? tried : undefined;
	const failed = (result: TcpResult['result'], message: string): TcpResult => ({
		result,
		port,
		...(address && result !== 'no-name' && {address}),
		message,
	});
	if (worst?.trouble.result === 'no-name') {
		return failed('no-name', `${from} cannot resolve ${host}: ${worst.trouble.why} ${by}.`);
	}

	if (worst) {
		const message = `${from} cannot connect to ${named(target, host, address)}: ${worst.trouble.why} ${by}.`;
		return failed(worst.trouble.result, message + others(attempts, address));
	}

	if (output.exitCode === undefined) {
		return failed('timeout', `${from} waits for ${target}: nothing has been heard ${by}.`);
	}

	return failed(
		isNotStarted(output) ? 'not-permitted' : 'tool-missing',
		`${tool.title} cannot be used in ${from}, so no connection was tried: ${firstLine(output)}`,
	);
}

/** Milliseconds. */
function connectTime(line: string): number | undefined {
	const [, start, end] = times.exec(line) ?? [];
	const ms = Number(((Number(end) - Number(start)) * 1000).toFixed(3));
	return ms >= 0 ? ms : undefined;
}

/** curl says whom it tries before it knows what comes of it. */
function triedAddress(line: string): string | undefined {
	return /^\* +Trying /.test(line) ? addressIn(line) : undefined;
}

function named(target: string, host: string, address: string | undefined): string {
	return address === undefined || address === host ? target : `${target} (${address})`;
}
