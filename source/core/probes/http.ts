import {bytes, duration, milliseconds} from '../text/formats.js';
import {addressIn, attemptsOf, patience, slack, timeoutProblem} from './connect-troubles.js';
import {endpointText, parseWebAddress, urlOf, webAddressProblem} from './endpoint.js';
import {bash, mostBytes, nc, node, perl, python, wget} from './http-scripts.js';
import {firstLine, isMissing, isNotStarted, linesOf} from './output.js';
import type {Answer, Output, Probe, ProbeOutcome, Question, Tool} from './probe.js';
import {isAddress} from './target.js';

/** `target`: a URL, or HOST[:PORT][/path], which is asked by plain HTTP. */
export type HttpInput = Question & {
	/** For the whole answer; default 4. */
	readonly timeoutSeconds?: number;
};

export type HttpResult = Answer & {
	readonly status?: number;
	/** From the connection's beginning to the end of what was read. */
	readonly ms?: number;
	/** Of the body; reading stops after 1 MiB (curl then reads nothing). Undefined where the tool does not count. */
	readonly bytes?: number;
	/** The address that answered, or that was tried. */
	readonly address?: string;
	/** Where the answer points to; it is not followed. */
	readonly location?: string;
};

export const http: Probe<HttpInput, HttpResult> = {
	id: 'http',
	title: 'HTTP request',
	programs: 'curl, wget, python3, node, perl, bash or nc',
	tools: [
		{id: 'curl', title: 'curl'},
		{id: 'python3', title: 'Python'},
		{id: 'node', title: 'Node.js'},
		{id: 'wget-gnu', title: 'GNU wget'},
		{id: 'wget-busybox', title: 'BusyBox wget'},
		{id: 'perl', title: 'Perl'},
		{id: 'bash', title: 'bash'},
		{id: 'nc-openbsd', title: 'OpenBSD nc'},
		{id: 'ncat', title: 'ncat'},
		{id: 'nc-busybox', title: 'BusyBox nc'},
		{id: 'nc-busybox-small', title: 'BusyBox nc (small)'},
		{id: 'nc-traditional', title: 'traditional nc'},
	],
	canAsk: ({target}, {id}) =>
		parseWebAddress(target).scheme === 'http' || ['curl', 'python3', 'node', 'wget-gnu', 'wget-busybox'].includes(id),
	problem: ({target, timeoutSeconds}) => webAddressProblem(target) ?? timeoutProblem(timeoutSeconds),
	argv: ({target, timeoutSeconds = patience}, tool) => ({
		argv: argvOf(tool, target, String(timeoutSeconds)),
		timeoutMs: (timeoutSeconds * 2 + slack) * 1000,
	}),
	parse: parseHttp,
	nothing: {status: undefined, ms: undefined, bytes: undefined, address: undefined, location: undefined},
	tables: ({status, ms, bytes: size, address, location}) => [
		{
			title: 'Figures',
			columns: ['status', 'ms', 'body', 'address', 'points to'],
			rows:
				status === undefined
					? []
					: [[`${status}`, milliseconds(ms), size === undefined ? '–' : bytes(size), address ?? '–', location ?? '–']],
			empty: 'no answer',
		},
	],
	latency: ({ms}) => ms,
};

function argvOf({id}: Tool, target: string, seconds: string): readonly string[] {
	const page = parseWebAddress(target);
	const {scheme, host, path} = page;
	const port = String(page.port);
	const authority = endpointText(page);
	const url = urlOf(page);
	const all = [scheme, host, port, path, seconds, authority];
	switch (id) {
		case 'curl':
			return [
				...['curl', '-q', '-sS', '-v', '-g', '--noproxy', '*', '--max-time', seconds],
				...['--max-filesize', String(mostBytes), '-o', '/dev/null', '-w'],
				'http %{http_code} %{time_namelookup} %{time_total} %{size_download} %{remote_ip} %{redirect_url}\\n',
				url,
			];
		case 'python3':
			return ['python3', '-I', '-c', python, ...all];
		case 'node':
			return ['node', '-e', node, ...all];
		case 'perl':
			return ['perl', '-e', perl, ...all];
		case 'bash':
			return ['bash', '-c', bash, 'bash', ...all];
		case 'wget-gnu': {
			const options = ['--no-config', '--no-proxy', '--no-hsts', '--max-redirect=0', '--tries=1'];
			return ['sh', '-c', wget, 'sh', seconds, 'wget', ...options, '-S', '-O', '-', url];
		}

		case 'wget-busybox':
			return ['sh', '-c', wget, 'sh', seconds, 'wget', '-S', '-O', '-', url];
		default: {
			const say = {'nc-busybox-small': [], 'nc-busybox': ['-v', '-v']}[id] ?? ['-v'];
			const program = id === 'ncat' ? 'ncat' : 'nc';
			return ['sh', '-c', nc, 'sh', authority, path, seconds, program, ...say, host, port];
		}
	}
}

const answered = /^@?http ([1-5]\d\d) (\S+) (\S+) (\S+) (\S+) ?(\S*)\s*$/;
/** The first line of the answer itself; wget indents it. */
const statusLine = /^ {0,2}HTTP\/\d\S* ([1-5]\d\d)\b/;
const connected =
	/^@connected |^\* (?:Connected|Established connection) to |\.\.\. connected\.\s*$|^Ncat: Connected to |^Connection to .* succeeded!| \(.*:\d+\) open\s*$| \[.*\] \d+ .*open\s*$/;
const tls = [
	/^@tls (?<why>.+)/,
	/^curl: \((?:35|51|53|54|58|59|60|64|66|77|80|82|83|90|91)\) (?<why>.+)/,
	/^ {2}(?<why>\S.*certificate.*)/,
	/^ERROR: (?<why>.*certificate.*)/,
	/^(?<why>Unable to establish SSL connection)/,
	/^wget: (?<why>TLS error.*)/,
];
const notHttp = /^@failed (?:\S+ )?no HTTP|HTTP\/0\.9|weird server reply|not an http or ftp url|bad header line/i;

function parseHttp(output: Output, tool: Tool, {from, target}: HttpInput): HttpResult {
	const lines = linesOf(output);
	const {host, scheme} = parseWebAddress(target);
	const by = `(${tool.title})`;
	if (isMissing(output)) {
		return {result: 'tool-missing', message: `${from} has no ${tool.title}: nothing was asked.`};
	}

	const found = figures(lines, tool);
	const open = lines.some(line => connected.test(line));
	// What befell other addresses before does not matter then.
	const attempts = attemptsOf(lines.filter(line => !/^<|^ {2}\S/.test(line))).filter(
		({trouble}) => !open || trouble.result === 'reset' || trouble.result === 'timeout',
	);
	const tried = [
		found.address,
		...lines.filter(line => connected.test(line)).map(addressIn),
		attempts[0]?.address,
		...lines.filter(line => /^\* +Trying |^Connecting to /.test(line)).map(addressIn),
		host,
	].find(text => text !== undefined && isAddress(text));
	const to = tried === undefined || tried === host ? target : `${target} (${tried})`;
	if (found.status !== undefined) {
		const {status, ms} = found;
		const took = ms === undefined ? '' : ` in ${duration(ms)}`;
		const unchecked = tool.id === 'wget-busybox' && scheme === 'https' ? ', whose certificate was not checked' : '';
		const bad = status >= 400 ? ' The network works; the program behind it answers with an error.' : '';
		const message = `${from} gets status ${status} from ${to}${unchecked}${took} ${by}.${bad}`;
		return {result: 'ok', ...found, ...(tried && {address: tried}), message};
	}

	const failed = (result: ProbeOutcome, message: string): HttpResult => ({
		result,
		...(tried && result !== 'no-name' && {address: tried}),
		message,
	});
	const secured = tls
		.flatMap(pattern => lines.map(line => pattern.exec(line)?.groups?.why))
		.find(why => why !== undefined);
	if (secured !== undefined && scheme === 'https') {
		return failed('tls', `${from} reaches ${to}, but TLS fails: ${secured.replace(/[:.\s]+$/, '')} ${by}.`);
	}

	if (lines.some(line => notHttp.test(line))) {
		return failed('reset', `${from} reaches ${to}, but what answers does not speak HTTP ${by}.`);
	}

	const [{trouble} = {trouble: undefined}] = attempts;
	if (trouble?.result === 'no-name') return failed('no-name', `${from} cannot resolve ${host}: ${trouble.why} ${by}.`);
	if (trouble?.result === 'timeout' && open) {
		return failed('timeout', `${from} connects to ${to}, but gets no answer in time ${by}.`);
	}

	// nc and wget of BusyBox do not say that a connection was closed without an answer.
	const silent = lines.every(line => /^(?:$|@|Connecting to |Terminated)/.test(line));
	if (!trouble && output.exitCode === 0 && (open || silent)) {
		return failed('reset', `${from} gets no answer from ${to}: the connection was accepted and then closed ${by}.`);
	}

	if (trouble) return failed(trouble.result, `${from} gets no answer from ${to}: ${trouble.why} ${by}.`);
	if (output.exitCode === undefined) {
		return failed('timeout', `${from} waits for ${target}: nothing has been heard ${by}.`);
	}

	return failed(
		isNotStarted(output) ? 'not-permitted' : 'tool-missing',
		`${tool.title} cannot be used in ${from}, so nothing was asked: ${firstLine(output)}`,
	);
}

type Figures = Pick<HttpResult, 'status' | 'ms' | 'bytes' | 'address' | 'location'>;

function figures(lines: readonly string[], {id}: Tool): Figures {
	const told = lines.map(line => answered.exec(line)).find(match => match);
	if (told) {
		const [, status, start, end, size, address, location] = told;
		const ms = elapsed(start, end);
		return {
			status: Number(status),
			...(ms !== undefined && {ms}),
			...(/^\d{1,15}$/.test(size!) && {bytes: Number(size)}),
			...(isAddress(address!) && {address}),
			...(location && location !== '-' && {location}),
		};
	}

	if (!/^(wget|nc)/.test(id)) return {};
	const status = lines.map(line => statusLine.exec(line)?.[1]).find(match => match);
	if (status === undefined) return {};
	const value = (pattern: RegExp) => lines.map(line => pattern.exec(line)).find(match => match);
	const [, start, end] = value(/^@time (\S{1,24}) (\S{1,24})/) ?? [];
	const ms = elapsed(start, end);
	const size = value(/^@bytes +(\d{1,15})$/)?.[1];
	const location = value(/^ {2}Location: (\S+)/i)?.[1];
	return {
		status: Number(status),
		...(ms !== undefined && {ms}),
		...(size !== undefined && {bytes: Number(size)}),
		...(location && {location}),
	};
}

/** Milliseconds between two times in seconds, where both are known. */
function elapsed(start = '-', end = '-'): number | undefined {
	const ms = Number(((Number(end) - Number(start)) * 1000).toFixed(3));
	return ms >= 0 && ms < 1e12 ? ms : undefined;
}
