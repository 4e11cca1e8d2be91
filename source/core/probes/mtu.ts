import {mtuScript} from './mtu-script.js';
import {linesOf} from './output.js';
import {ping} from './ping.js';
import type {Answer, Output, Probe, Question, Tool} from './probe.js';
import {targetProblem} from './target.js';

/** `target`: a name or an address. */
export type MtuInput = Question & {
	/** Try only this: bytes of ICMP payload. A packet is 28 bytes larger, with IPv6 48. */
	readonly size?: number;
};

export type MtuResult = Answer & {
	/** The largest packet that arrived in one piece, bytes, with its IP header. Absent where only one size was tried. */
	readonly mtu?: number;
	/**
	 * What the asker's own kernel allows on the way there: its interface's MTU, or less while it remembers (for ten
	 * minutes) that a router wanted smaller packets.
	 */
	readonly interfaceMtu?: number;
	/** The router that answered 'fragmentation needed'. */
	readonly hop?: string;
	/** Packets that were too large got no answer at all. */
	readonly vanishes: boolean;
};

/** Bytes of payload; the largest IPv4 packet has 65535 bytes. */
const largest = 65_507;

export const mtu: Probe<MtuInput, MtuResult> = {
	id: 'mtu',
	title: 'Path MTU',
	programs: 'iputils ping',
	tools: [{id: 'ping-iputils', title: 'iputils ping'}],
	problem: ({target, size}) =>
		targetProblem(target) ??
		(size === undefined || (Number.isInteger(size) && size >= 0 && size <= largest)
			? undefined
			: `A payload has 0 to ${largest} bytes.`),
	// 25 seconds of its own, and time to look the name up.
	argv: ({target, size}) => ({
		argv: ['sh', '-c', mtuScript, 'mtu', target, ...(size === undefined ? [] : [String(size)])],
		timeoutMs: 45_000,
	}),
	parse: parseMtu,
	nothing: {mtu: undefined, interfaceMtu: undefined, hop: undefined, vanishes: false},
	tables: ({mtu, interfaceMtu, hop, vanishes}) => [
		{
			title: 'Bytes in one packet',
			columns: ['passes', 'asker allows', 'told by', 'larger ones'],
			rows:
				mtu === undefined
					? []
					: [[`${mtu}`, `${interfaceMtu ?? '–'}`, hop ?? '–', vanishes ? 'vanish' : 'are answered']],
			empty: 'not measured',
		},
	],
};

/** One size that was tried. */
type Step = {
	readonly size: number;
	readonly text: string;
	readonly passed: boolean;
	/** It was refused with this MTU, by `hop` or, without one, by the asker's own kernel. */
	readonly told?: number;
	readonly hop?: string;
};

function parseMtu(output: Output, tool: Tool, {from, target, size: wanted}: MtuInput): MtuResult {
	const [first, ...steps] = stepsOf(output);
	const pinged = (text: string) => ping.parse({...output, stdout: text, stderr: ''}, tool, {from, target, count: 1});
	// Not even a small packet came back: that has nothing to do with sizes.
	if (!first?.passed) {
		// The shell's word for a program that is not there.
		if (output.exitCode === 127) {
			return {
				result: 'tool-missing',
				message: `${from} has no ${tool.title}: the network was not tested.`,
				vanishes: false,
			};
		}

		const {result, message} = first ? pinged(first.text) : ping.parse(output, tool, {from, target, count: 1});
		// An answer that belongs to none of the sizes proves nothing.
		if (result === 'ok' || result === 'loss') {
			return {result: 'timeout', message: `${from} has no answer of ${target} that can be read.`, vanishes: false};
		}

		return {result, message, vanishes: false};
	}

	const {address = target} = pinged(first.text);
	const header = address.includes(':') ? 48 : 28;
	const to = address === target ? target : `${target} (${address})`;
	const passed = Math.max(first.size, ...steps.filter(step => step.passed).map(step => step.size));
	const failed = steps.filter(step => !step.passed && step.size > passed).sort((a, b) => a.size - b.size);
	const [nearest] = failed;
	const bytes = passed + header;
	const interfaceMtu = steps.find(step => step.told !== undefined && !step.hop)?.told;
	const hop = failed.find(step => step.hop)?.hop;
	const vanishes = nearest !== undefined && nearest.told === undefined;
	const figures = {
		...(interfaceMtu !== undefined && {interfaceMtu}),
		...(hop !== undefined && {hop}),
		vanishes,
	};
	const result = (outcome: MtuResult['result'], message: string): MtuResult => ({
		...figures,
		...(wanted === undefined && {mtu: bytes}),
		result: outcome,
		message: `${message} (${tool.title}).`,
	});
	const who = hop ?? `${from}’s own kernel`;

	if (wanted !== undefined) {
		const packets = `packets of ${wanted + header} bytes (${wanted} of payload)`;
		const step = steps.find(({size}) => size === wanted);
		if (step?.passed) return result('ok', `${from} reaches ${to} with ${packets}`);
		if (step?.told !== undefined) {
			return result(
				'too-big',
				`${packets} from ${from} to ${to} are too big: ${who} says that ${step.told} is the limit`,
			);
		}

		const trouble = pinged(step?.text ?? '');
		if (step && trouble.result !== 'timeout' && trouble.result !== 'tool-missing') {
			return {...figures, result: trouble.result, message: trouble.message};
		}

		return result('timeout', `small packets from ${from} reach ${to}, ${packets} get no answer`);
	}

	const pass = `packets of up to ${bytes} bytes pass from ${from} to ${to}`;
	if (output.exitCode === undefined && !output.timedOut) return result('ok', `${pass} so far`);
	if (output.exitCode !== 0 || (nearest === undefined && passed < largest)) {
		return result('timeout', `${pass}; larger ones were not measured to the end`);
	}

	if (vanishes) {
		const though = interfaceMtu === undefined ? '' : ` although ${from} may send ${interfaceMtu}`;
		return result('timeout', `${pass}, larger ones vanish without an answer${though}`);
	}

	if (hop) return result('ok', `${pass}; ${hop} answers larger ones with the limit, as it should`);
	return result('ok', `${pass}: all that ${from} may send`);
}

function stepsOf(output: Output): readonly Step[] {
	const sections: {size: number; lines: string[]}[] = [];
	for (const line of linesOf(output)) {
		const size = /^@(\d{1,5})$/.exec(line)?.[1];
		if (size) sections.push({size: Number(size), lines: []});
		else sections.at(-1)?.lines.push(line);
	}

	const steps = sections.map(({size, lines}): Step => {
		const text = lines.join('\n');
		const told = /(?:message too long, mtu(?:=|: )|Frag needed and DF set \(mtu = |Packet too big: mtu=)(\d{2,5})/.exec(
			text,
		)?.[1];
		const hop = /^From (\S+) icmp_seq=\d+ (?:Frag needed|Packet too big)/m.exec(text)?.[1];
		return {
			size,
			text,
			passed: /^\d+ bytes from .*icmp_seq=\d+ .*time/m.test(text),
			...(told && {told: Number(told)}),
			...(hop && {hop}),
		};
	});
	// The last one is under way, until something is heard of it.
	const last = steps.at(-1);
	const pending = output.exitCode === undefined && last && !last.passed && last.told === undefined;
	return pending && steps.length > 1 ? steps.slice(0, -1) : steps;
}
