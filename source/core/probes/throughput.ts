import {bitRate, bytes as bytesText} from '../text/formats.js';
import {attemptsOf} from './connect-troubles.js';
import {endpointProblem, parseEndpoint} from './endpoint.js';
import {firstLine, isMissing, isNotStarted, linesOf} from './output.js';
import type {Answer, Output, Probe, ProbeOutcome, Question, Tool} from './probe.js';
import {listenBusybox, listenOpenbsd, mostBytes, sendBusybox, sendOpenbsd} from './throughput-scripts.js';

/** `target`: `ADDRESS:PORT`, where a listener of ours (`server`) waits. */
export type ThroughputInput = Question;

export type ThroughputResult = Answer & {
	/** What arrived; as long as the listener has not told it, what was sent, if that is known. */
	readonly bytes?: number;
	/** Between the first and the last of them. */
	readonly seconds?: number;
	readonly bitsPerSecond?: number;
};

/** Where the listener waits, unless said. */
export const usualPort = 15_201;

/** The sender: at most 64 MiB, and at most 5 seconds. */
export const throughput: Probe<ThroughputInput, ThroughputResult> = {
	id: 'throughput',
	title: 'Throughput',
	programs: 'nc (OpenBSD’s or BusyBox’s)',
	tools: [
		{id: 'nc-openbsd', title: 'OpenBSD nc'},
		{id: 'nc-busybox', title: 'BusyBox nc'},
		{id: 'nc-busybox-small', title: 'BusyBox nc'},
	],
	problem: ({target}) => endpointProblem(target),
	argv: ({target}, {id}) => {
		const {host, port} = parseEndpoint(target);
		const script = id === 'nc-openbsd' ? sendOpenbsd : sendBusybox;
		return {argv: ['sh', '-c', script, 'send', host, String(port)], timeoutMs: 40_000};
	},
	parse: parseSender,
	nothing: {bytes: undefined, seconds: undefined, bitsPerSecond: undefined},
	tables: ({bytes, seconds, bitsPerSecond}) => [
		{
			title: 'Throughput',
			columns: ['bytes', 'seconds', 'rate'],
			rows:
				bytes === undefined || seconds === undefined || bitsPerSecond === undefined
					? []
					: [[bytesText(bytes), seconds.toFixed(2), bitRate(bitsPerSecond)]],
			empty: 'not measured',
		},
	],
};

/** The listener for one sender. It ends by itself: after 15 seconds without a sender, at the latest after 30. */
export function server({id}: Tool, port: number, family: 4 | 6): {argv: readonly string[]; timeoutMs: number} {
	const script = id === 'nc-openbsd' ? listenOpenbsd : listenBusybox;
	const hexadecimal = port.toString(16).toUpperCase().padStart(4, '0');
	return {argv: ['sh', '-c', script, 'listen', String(port), hexadecimal, `-${family}`], timeoutMs: 35_000};
}

/** Ends a listener to which nobody came: one that connects and says nothing. For where the listener is. */
export function hangUp({id}: Tool, port: number, family: 4 | 6): {argv: readonly string[]; timeoutMs: number} {
	const half = id === 'nc-openbsd' ? ['-N'] : [];
	const itself = family === 6 ? '::1' : '127.0.0.1';
	return {argv: ['nc', ...half, '-w', '1', itself, String(port)], timeoutMs: 5000};
}

/** Undefined while neither is known. */
export function listening(listener: Output): boolean | undefined {
	const lines = linesOf(listener);
	if (lines.includes('@listening')) return true;
	return listener.exitCode === undefined && !listener.timedOut ? undefined : false;
}

/** Why a listener could not listen. */
export function listenProblem(listener: Output, port: number): string {
	return linesOf(listener).includes('@taken')
		? `something listens on port ${port} already`
		: `its nc did not listen: ${firstLine(listener)}`;
}

/** The result of the sender, with what the listener says arrived: only that is a measurement. */
export function confirmed(sent: ThroughputResult, listener: Output, {from, target}: ThroughputInput): ThroughputResult {
	const said = marks(listener);
	const arrived = said.get('arrived');
	const {bytes: _bytes, seconds: _seconds, bitsPerSecond: _rate, ...answer} = sent;
	const isOver = sent.result === 'ok' || sent.result === 'timeout';
	if (!isOver) return answer;
	if (!arrived) {
		if (sent.result === 'timeout') return answer;
		return {result: 'timeout', message: `What ${from} sent to ${target} did not arrive at the listener there.`};
	}

	// A clock of a hundred ticks a second may not have ticked in between: the sender's took in the connection too.
	const between = elapsed(said.get('first'), said.get('last'));
	const seconds = between === undefined || between < 0.01 ? (sent.seconds ?? between) : between;
	if (!seconds)
		return {result: 'timeout', message: `${from} sends to ${target}, but no clock there told for how long.`};
	return {...figures(arrived, seconds), result: 'ok', message: sentence(from, target, arrived, seconds)};
}

function parseSender(output: Output, tool: Tool, {from, target}: ThroughputInput): ThroughputResult {
	const result = (outcome: ProbeOutcome, message: string): ThroughputResult => ({result: outcome, message});
	if (isMissing(output)) return result('tool-missing', `${from} has no ${tool.title}: nothing was sent.`);
	const said = marks(output);
	const seconds = elapsed(said.get('start'), said.get('end'));
	const code = said.get('code');
	if (output.exitCode === 0 && code === 0) {
		if (said.get('sent') === 0 && seconds) {
			return {
				...figures(mostBytes, seconds),
				...result('ok', sentence(from, target, mostBytes, seconds)),
			};
		}

		const size = bytesText(mostBytes);
		return {
			...(seconds && {seconds}),
			...result(
				'timeout',
				`${from} could not send ${size} to ${target} in time; only the listener knows what arrived.`,
			),
		};
	}

	if (code === 126 || code === 127) {
		return result('tool-missing', `${from} has no ${tool.title}: nothing was sent.`);
	}

	const [attempt] = attemptsOf(linesOf(output).filter(line => !line.startsWith('@')));
	if (attempt) {
		return result(attempt.trouble.result, `${from} cannot send to ${target}: ${attempt.trouble.why} (${tool.title}).`);
	}

	if (output.exitCode === undefined || code === 124 || code === 143) {
		return result('timeout', `${from} sends to ${target}: not done in time (${tool.title}).`);
	}

	// nc's own failure without a word: BusyBox's says nothing when the other end hangs up early.
	if (said.has('sent') && code !== undefined) {
		return result('reset', `${from} was cut off while it sent to ${target} (${tool.title}).`);
	}

	return result(
		isNotStarted(output) ? 'not-permitted' : 'tool-missing',
		`${tool.title} cannot be used in ${from}, so nothing was sent: ${firstLine(withoutMarks(output))}`,
	);
}

/** Lines `@NAME NUMBER` that the scripts print. */
function marks(output: Output): ReadonlyMap<string, number> {
	return new Map(
		linesOf(output).flatMap(line => {
			const [, name, number] = /^@([a-z]+) (\d{1,16}(?:\.\d{1,9})?)$/.exec(line) ?? [];
			return name && number ? [[name, Number(number)] as const] : [];
		}),
	);
}

function withoutMarks(output: Output): Output {
	return {
		...output,
		stdout: '',
		stderr: linesOf(output)
			.filter(line => !line.startsWith('@'))
			.join('\n'),
	};
}

function elapsed(start: number | undefined, end: number | undefined): number | undefined {
	return start === undefined || end === undefined || end < start ? undefined : end - start;
}

function figures(bytes: number, seconds: number): Required<Omit<ThroughputResult, keyof Answer>> {
	return {bytes, seconds: Number(seconds.toFixed(6)), bitsPerSecond: Math.round((bytes * 8) / seconds)};
}

function sentence(from: string, target: string, bytes: number, seconds: number): string {
	const amount = `${bytesText(bytes)} in ${seconds.toFixed(2)} s`;
	return `${from} sends ${bitRate((bytes * 8) / seconds)} to ${target}: ${amount}.`;
}
