import {milliseconds} from '../text/formats.js';
import {attemptsOf, slack, timeoutProblem} from './connect-troubles.js';
import {endpointProblem, parseEndpoint} from './endpoint.js';
import {firstLine, isMissing, isNotStarted, linesOf} from './output.js';
import type {Answer, Output, Probe, Question, Tool} from './probe.js';
import {isAddress} from './target.js';
import {bash, nc, node, perl, python} from './udp-scripts.js';

/** `target`: HOST:PORT, IPv6 as [ADDRESS]:PORT. */
export type UdpInput = Question & {
	/** How long to wait for an answer; default 2. */
	readonly timeoutSeconds?: number;
};

export type UdpResult = Answer & {
	/** The address that answered, or that was asked. */
	readonly address?: string;
	readonly port: number;
	/** Something came back. That nothing does proves nothing: most programs are silent about what they do not understand. */
	readonly answered: boolean;
	/** From sending to the answer. */
	readonly ms?: number;
};

/** Seconds to wait for an answer. */
const patience = 2;

export const udp: Probe<UdpInput, UdpResult> = {
	id: 'udp',
	title: 'UDP packet',
	programs: 'bash, python3, perl, node or nc',
	tools: [
		{id: 'python3', title: 'Python'},
		{id: 'perl', title: 'Perl'},
		{id: 'node', title: 'Node.js'},
		{id: 'bash', title: 'bash'},
		// The nc of OpenBSD does not tell a refusal from a missing route, ncat does not wait.
		{id: 'nc-busybox', title: 'BusyBox nc'},
		{id: 'nc-traditional', title: 'traditional nc'},
	],
	problem: ({target, timeoutSeconds}) => endpointProblem(target) ?? timeoutProblem(timeoutSeconds),
	argv: ({target, timeoutSeconds = patience}, tool) => {
		const {host, port} = parseEndpoint(target);
		return {
			argv: argvOf(tool, host, String(port), String(timeoutSeconds)),
			timeoutMs: (timeoutSeconds * 2 + slack) * 1000,
		};
	},
	parse: parseUdp,
	nothing: {address: undefined, port: 0, answered: false, ms: undefined},
	tables: ({address, port, answered, ms}) => [
		{
			title: 'Figures',
			columns: ['address', 'port', 'answered', 'ms'],
			rows: port > 0 ? [[address ?? '–', `${port}`, answered ? 'yes' : 'no', milliseconds(ms)]] : [],
			empty: 'nothing was sent',
		},
	],
	latency: ({ms}) => ms,
};

function argvOf({id}: Tool, host: string, port: string, seconds: string): readonly string[] {
	const all = [host, port, seconds];
	switch (id) {
		case 'python3':
			return ['python3', '-I', '-c', python, ...all];
		case 'perl':
			return ['perl', '-e', perl, ...all];
		case 'node':
			return ['node', '-e', node, ...all];
		case 'bash':
			return ['bash', '-c', bash, 'bash', ...all];
		default:
			return ['sh', '-c', nc, 'sh', seconds, 'nc', '-u', '-v', '-v', host, port];
	}
}

const answer = /^@answer (?<address>\S+) (?<start>\S{1,24}) (?<end>\S{1,24})\s*$/;

function parseUdp(output: Output, tool: Tool, {from, target}: UdpInput): UdpResult {
	const lines = linesOf(output);
	const {host, port} = parseEndpoint(target);
	const by = `(${tool.title})`;
	const {groups} = lines.map(line => answer.exec(line)).find(match => match) ?? {};
	const [worst] = attemptsOf(lines);
	const address = [groups?.address, lines.map(sentTo).find(found => found), worst?.address, host].find(
		text => text !== undefined && isAddress(text),
	);
	const result = (outcome: UdpResult['result'], message: string): UdpResult => ({
		result: outcome,
		port,
		answered: groups !== undefined,
		...(address && outcome !== 'no-name' && {address}),
		message,
	});
	const to = address === undefined || address === host ? target : `${target} (${address})`;
	if (isMissing(output)) return result('tool-missing', `${from} has no ${tool.title}: nothing was sent.`);
	if (groups) {
		const ms = Number(((Number(groups.end) - Number(groups.start)) * 1000).toFixed(3));
		return {...result('ok', `${from} gets an answer from ${to} ${by}.`), ...(ms >= 0 && {ms})};
	}

	const silence =
		'no answer in time, which proves nothing for UDP: programs are silent about what they do not understand';
	const {trouble} = worst ?? {};
	if (trouble?.result === 'no-name') return result('no-name', `${from} cannot resolve ${host}: ${trouble.why} ${by}.`);
	if (trouble && trouble.result !== 'timeout') {
		return result(trouble.result, `${from} cannot reach ${to}: ${trouble.why} ${by}.`);
	}

	if (lines.includes('@ended') && !trouble) {
		return result(
			'refused',
			`${from} cannot reach ${to}: it is refused (${tool.title} ended at once, without a word).`,
		);
	}

	if (trouble) return result('timeout', `${from} sends to ${to}: ${silence} ${by}.`);
	if (output.exitCode === undefined) {
		return result('timeout', `${from} waits for ${target}: nothing has been heard ${by}.`);
	}

	return result(
		isNotStarted(output) ? 'not-permitted' : 'tool-missing',
		`${tool.title} cannot be used in ${from}, so nothing was sent: ${firstLine(output)}`,
	);
}

function sentTo(line: string): string | undefined {
	return /^@sent (\S+)/.exec(line)?.[1];
}
