import {milliseconds} from '../text/formats.js';
import {echoTroubles} from './echo-troubles.js';
import {firstLine, isMissing, isNotStarted, linesOf} from './output.js';
import type {Answer, Output, Probe, Question, Tool} from './probe.js';
import {targetProblem} from './target.js';

/** `target`: a name or an address. */
export type PingInput = Question & {
	readonly count: number;
	/** Seconds from one to the next, 0.2 or more; undefined: one. Programs from before 2019 know no such option. */
	readonly interval?: number;
	/** Undefined: what the container's resolver prefers. */
	readonly family?: 4 | 6;
};

export type PingResult = Answer & {
	readonly sent: number;
	readonly received: number;
	readonly lossPercent: number;
	/** Milliseconds. */
	readonly rttMs?: {readonly min: number; readonly avg: number; readonly max: number};
	/** Round trips one by one, milliseconds, in order. */
	readonly replies: readonly {readonly sequence: number; readonly ms: number}[];
	/** The address that was pinged. */
	readonly address?: string;
};

export const mostPings = 100;

/** Seconds that ping waits for the last reply. */
const patience = 2;
/** Seconds beyond its own limits that ping may take, mostly to look the name up. */
const slack = 15;

export const ping: Probe<PingInput, PingResult> = {
	id: 'ping',
	title: 'Ping',
	programs: 'ping',
	tools: [
		{id: 'ping-iputils', title: 'iputils ping'},
		{id: 'ping-busybox', title: 'BusyBox ping'},
		{id: 'ping-inetutils', title: 'inetutils ping'},
		{id: 'ping-unknown', title: 'ping'},
	],
	problem: ({target, count}) =>
		targetProblem(target) ??
		(Number.isInteger(count) && count >= 1 && count <= mostPings ? undefined : `Ping 1 to ${mostPings} times.`),
	argv: ({target, count, interval, family}, {id}) => {
		const times = ['-c', String(count), ...(interval === undefined ? [] : ['-i', String(interval)])];
		const wait = ['-W', String(patience)];
		const chosen = family ? [`-${family}`] : [];
		const argv = {
			'ping-busybox': ['ping', ...times, ...wait, ...chosen, target],
			'ping-inetutils':
				family === 6
					? ['ping6', '-n', ...times, '-w', String(count + patience), target]
					: ['ping', '-n', ...times, ...wait, target],
		}[id] ?? ['ping', '-n', ...times, ...wait, ...chosen, target];
		return {argv, timeoutMs: (count * (interval ?? 1) + patience + slack) * 1000};
	},
	parse: parsePing,
	nothing: {sent: 0, received: 0, lossPercent: 0, rttMs: undefined, replies: [], address: undefined},
	tables: ({address, sent, received, lossPercent, rttMs}) => [
		{
			title: 'Figures',
			columns: ['address', 'sent', 'received', 'lost', 'min ms', 'avg ms', 'max ms'],
			rows:
				sent > 0
					? [
							[
								address ?? '–',
								`${sent}`,
								`${received}`,
								`${Math.round(lossPercent)} %`,
								...[rttMs?.min, rttMs?.avg, rttMs?.max].map(milliseconds),
							],
						]
					: [],
			empty: 'nothing was sent',
		},
	],
	latency: ({replies}) => replies.at(-1)?.ms,
};

type Numbers = Pick<PingResult, 'sent' | 'received' | 'lossPercent' | 'rttMs' | 'replies' | 'address'>;

function parsePing(output: Output, tool: Tool, input: PingInput): PingResult {
	const lines = linesOf(output);
	const numbers = numbersOf(lines, tool);
	return {...numbers, ...verdict(output, lines, numbers, tool, input)};
}

function numbersOf(lines: readonly string[], tool: Tool): Numbers {
	const replies = lines.flatMap(line => {
		const reply = /^\d+ bytes from .*seq=(\d{1,9}) .*time[=<](\d{1,9}(?:\.\d{1,9})?) ?ms(?!.*DUP!)/.exec(line);
		return reply ? [{sequence: Number(reply[1]), ms: Number(reply[2])}] : [];
	});
	const summary = lines
		.map(line => /^(\d{1,9}) packets transmitted, (\d{1,9})(?: packets)? received/.exec(line))
		.find(match => match !== null);
	const received = summary ? Number(summary[2]) : replies.length;
	const sent = summary ? Number(summary[1]) : Math.max(sentSoFar(lines, tool), received);
	const times = replies.map(reply => reply.ms);
	return {
		sent,
		received,
		lossPercent: sent === 0 ? 0 : rounded((100 * (sent - received)) / sent, 1),
		replies,
		...(times.length > 0 && {
			rttMs: {
				min: Math.min(...times),
				avg: rounded(times.reduce((sum, ms) => sum + ms, 0) / times.length, 3),
				max: Math.max(...times),
			},
		}),
		address: lines
			.map(line => /^PING .*?\(([\da-f]*[.:][\da-f.:]+(?:%\w+)?)\)/i.exec(line)?.[1])
			.find(found => found !== undefined),
	};
}

/** Without a summary: the highest number on any line. iputils counts from 1, the others from 0. */
function sentSoFar(lines: readonly string[], tool: Tool): number {
	const first = tool.id === 'ping-iputils' ? 1 : 0;
	const numbers = lines.flatMap(line => /(?:bytes from|^From) .*seq=(\d{1,9}) /.exec(line)?.[1] ?? []);
	return Math.max(0, ...numbers.map(number => Number(number) - first + 1));
}

function verdict(
	output: Output,
	lines: readonly string[],
	{sent, received, lossPercent, rttMs, address}: Numbers,
	tool: Tool,
	{from, target}: PingInput,
): Pick<PingResult, 'result' | 'message'> {
	const to = address && address !== target ? `${target} (${address})` : target;
	const by = `(${tool.title})`;
	if (isMissing(output)) {
		return {result: 'tool-missing', message: `${from} has no ${tool.title}: the network was not tested.`};
	}

	if (received > 0) {
		const times = rttMs ? `, ${rttMs.min}/${rttMs.avg}/${rttMs.max} ms (min/avg/max)` : '';
		const replies = `${received} of ${sent} replies${times}`;
		return received < sent
			? {result: 'loss', message: `${from} loses ${lossPercent} % of packets to ${to}: ${replies} ${by}.`}
			: {result: 'ok', message: `${from} reaches ${to}: ${replies} ${by}.`};
	}

	const trouble = echoTroubles.find(({pattern}) => lines.some(line => pattern.test(line)));
	const {why} = trouble ?? {};
	if (trouble?.result === 'not-permitted') {
		return {
			result: 'not-permitted',
			message: `${tool.title} cannot work in ${from}: ${why}; the network was not tested.`,
		};
	}

	if (trouble?.result === 'no-name')
		return {result: 'no-name', message: `${from} cannot resolve ${target}: ${why} ${by}.`};
	if (trouble) return {result: trouble.result, message: `${from} cannot reach ${to}: ${why} ${by}.`};
	if (sent > 0)
		return {result: 'timeout', message: `${from} gets no reply from ${to}: ${sent} sent, none received ${by}.`};
	if (output.exitCode === undefined) {
		return {result: 'timeout', message: `${from} waits for ${to}: nothing has been heard ${by}.`};
	}

	return {
		result: isNotStarted(output) ? 'not-permitted' : 'tool-missing',
		message: `${tool.title} cannot be used in ${from}, so the network was not tested: ${firstLine(output)}`,
	};
}

function rounded(value: number, digits: number): number {
	return Number(value.toFixed(digits));
}
