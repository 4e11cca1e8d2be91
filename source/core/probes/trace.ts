import {milliseconds} from '../text/formats.js';
import {echoTroubles} from './echo-troubles.js';
import {firstLine, isMissing, isNotStarted, linesOf} from './output.js';
import type {Answer, Output, Probe, Question, Tool} from './probe.js';
import {isAddress, targetProblem} from './target.js';

/** `target`: a name or an address. */
export type TraceInput = Question & {
	/** Hops to try before giving up; `usualHops` unless said. */
	readonly maxHops?: number;
};

export type Hop = {
	/** From 1. */
	readonly hop: number;
	/** Absent where nobody answered. */
	readonly address?: string;
	/** Round trips, milliseconds. */
	readonly ms?: readonly number[];
};

export type TraceResult = Answer & {
	readonly hops: readonly Hop[];
	/** The last hop is the target. */
	readonly reached: boolean;
};

export const usualHops = 16;
export const mostHops = 32;

/** Seconds that a hop takes at most: tracepath asks three times and has no option for it. */
const perHop = {tracepath: 3, other: 1};
/** Seconds to look the name up. */
const slack = 15;

export const trace: Probe<TraceInput, TraceResult> = {
	id: 'trace',
	title: 'Trace',
	programs: 'traceroute or tracepath',
	tools: [
		{id: 'traceroute-linux', title: 'traceroute'},
		{id: 'traceroute-busybox', title: 'BusyBox traceroute'},
		{id: 'tracepath', title: 'tracepath'},
	],
	problem: ({target, maxHops = usualHops}) =>
		targetProblem(target) ??
		(Number.isInteger(maxHops) && maxHops >= 1 && maxHops <= mostHops ? undefined : `Try 1 to ${mostHops} hops.`),
	argv: ({target, maxHops = usualHops}, {id}) => {
		const hops = ['-m', String(maxHops)];
		// Small packets: tracepath would begin with the largest of the interface, and find the narrow place, not the way.
		if (id === 'tracepath') {
			return {
				argv: ['tracepath', '-n', '-l', '128', ...hops, target],
				timeoutMs: (maxHops * perHop.tracepath + slack) * 1000,
			};
		}

		return {
			argv: ['traceroute', '-n', '-q', '1', '-w', '1', ...hops, target],
			timeoutMs: (maxHops * perHop.other + slack) * 1000,
		};
	},
	parse: parseTrace,
	nothing: {hops: [], reached: false},
	tables: ({hops}) => [
		{
			title: 'Hops',
			columns: ['hop', 'address', 'ms'],
			rows: hops.map(({hop, address, ms = []}) => [
				`${hop}`,
				address ?? 'no answer',
				ms.length > 0 ? ms.map(milliseconds).join(' ') : '–',
			]),
			empty: 'no hop was tried',
		},
	],
};

/** How the programs mark an answer that is an error: `!H`, `!X` … */
const flags: Readonly<Record<string, string>> = {
	H: 'host unreachable',
	N: 'network unreachable',
	P: 'protocol unreachable',
	X: 'a firewall rejects it',
	A: 'a firewall rejects it',
	F: 'fragmentation needed',
};

/** One line about one hop. */
type Reading = Hop & {readonly flag?: string; readonly reached: boolean};

function parseTrace(output: Output, tool: Tool, {from, target, maxHops = usualHops}: TraceInput): TraceResult {
	const lines = linesOf(output);
	const destination = lines.map(line => /^traceroute6? to .*?\(([^\s)]+)\)/.exec(line)?.[1]).find(found => found);
	const readings = lines.flatMap(line => readingOf(line, tool, destination));
	const hops = merged(readings);
	const last = readings.at(-1);
	const reached = last?.reached ?? false;
	const by = `(${tool.title})`;
	const to = destination && destination !== target ? `${target} (${destination})` : target;
	const result = (outcome: TraceResult['result'], message: string): TraceResult => ({
		result: outcome,
		message,
		hops,
		reached,
	});
	if (isMissing(output)) return result('tool-missing', `${from} has no ${tool.title}: the way was not traced.`);
	const count = `${hops.length} ${hops.length === 1 ? 'hop' : 'hops'}`;
	if (reached) return result('ok', `${from} reaches ${to} in ${count} ${by}.`);
	if (last?.flag) {
		const why = flags[last.flag] ?? `an error (!${last.flag})`;
		return result(
			'unreachable',
			`${from} cannot reach ${to}: ${last.address} answers at hop ${last.hop}: ${why} ${by}.`,
		);
	}

	const trouble = echoTroubles.find(({pattern}) => lines.some(line => pattern.test(line)));
	if (trouble?.result === 'not-permitted') {
		return result('not-permitted', `${tool.title} cannot work in ${from}: ${trouble.why}; the way was not traced.`);
	}

	if (trouble) {
		const cannot = trouble.result === 'no-name' ? 'resolve' : 'reach';
		return result(trouble.result, `${from} cannot ${cannot} ${to}: ${trouble.why} ${by}.`);
	}

	if (lines.some(line => /^ *\d+: +send failed/.test(line))) {
		const why = 'it cannot send there (no route, or a firewall inside the container forbids it)';
		return result('unreachable', `${from} cannot reach ${to}: ${why} ${by}.`);
	}

	const answered = hops.findLast(({address}) => address !== undefined);
	const after = answered ? `the last to answer is ${answered.address}, hop ${answered.hop}` : 'nobody answers';
	if (hops.length > 0 && output.exitCode !== undefined) {
		return result('timeout', `${from} does not reach ${to} within ${maxHops} hops: ${after} ${by}.`);
	}

	if (output.exitCode === undefined) return result('timeout', `${from} has not reached ${to} yet: ${after} ${by}.`);
	return result(
		isNotStarted(output) ? 'not-permitted' : 'tool-missing',
		`${tool.title} cannot be used in ${from}, so the way was not traced: ${firstLine(output)}`,
	);
}

function readingOf(line: string, {id}: Tool, destination: string | undefined): readonly Reading[] {
	const pattern =
		id === 'tracepath'
			? /^ *(\d{1,3}): +(?:no reply|(\S+) +(\d{1,9}(?:\.\d{1,9})?)ms *(?:(reached)|asymm +\d+|!(\w+))?) *$/
			: /^ *(\d{1,3}) +(?:\*|(\S+) +(\d{1,9}(?:\.\d{1,9})?) ms()(?: +!(\w+))?) *$/;
	const [, hop, address, ms, end, flag] = pattern.exec(line) ?? [];
	if (!hop || (address && !isAddress(address))) return [];
	const reached = !flag && address !== undefined && (end === 'reached' || address === destination);
	return [{hop: Number(hop), ...(address && {address, ms: [Number(ms)]}), ...(flag && {flag}), reached}];
}

/** tracepath asks for a hop more than once. */
function merged(readings: readonly Reading[]): readonly Hop[] {
	const hops = new Map<string, Hop>();
	for (const {hop, address, ms} of readings) {
		const key = `${hop} ${address ?? ''}`;
		const times = [...(hops.get(key)?.ms ?? []), ...(ms ?? [])];
		hops.set(key, {hop, ...(address && {address, ms: times})});
	}

	return [...hops.values()].filter(
		({hop, address}) => address !== undefined || !readings.some(other => other.hop === hop && other.address),
	);
}
