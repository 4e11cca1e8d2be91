import type {Container} from '../core/model/container.js';
import {type DnsInput, dns} from '../core/probes/dns.js';
import {nameServers} from '../core/probes/dns-answers.js';
import {type PingInput, ping} from '../core/probes/ping.js';
import type {DnsResult, PingResult, Probe, Probed, ProbeOutcome, Vantage} from '../core/probes/probe.js';
import {nameProblem, targetProblem} from '../core/probes/target.js';
import {safe} from '../core/text/safe.js';
import type {Engine} from '../engine/engine.js';
import {EngineError} from '../engine/errors.js';
import {UserError} from '../errors.js';
import {findTool, forgetTools} from './find-tool.js';

type Run = {
	readonly engine: Engine;
	/** Where the probe runs. */
	readonly container: Container;
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** At the start, when the tool is known, with all news, and at the end; without a result there if it was broken off. */
	readonly onProgress?: (probed: Probed) => void;
};

export type PingRun = Run & Omit<PingInput, 'from'>;
export type DnsRun = Run & Omit<DnsInput, 'from' | 'configured'>;

/** An exec cannot be cancelled, so each has to end by itself before long. */
export const mostPings = 100;

/**
 * Pings from inside a container. A missing tool, or a container in which nothing can run, is a result. Rejects with
 * UserError for a target or count that is wrong, with EngineError when the engine fails or the signal ends it.
 */
export async function runPing({target, count, family, ...run}: PingRun): Promise<Probed> {
	refuse(targetProblem(target));
	refuse(Number.isInteger(count) && count >= 1 && count <= mostPings ? undefined : `Ping 1 to ${mostPings} times.`);
	return observe<PingInput, PingResult>(run, 'ping', target, {
		probe: ping,
		input: {from: safe(run.container.name), target, count, ...(family && {family})},
		programs: 'ping',
		notRun: (result, message) => ({result, sent: 0, received: 0, lossPercent: 0, replies: [], message}),
		shown: result => ({ping: result}),
	});
}

/** Looks a name up from inside a container; otherwise as `runPing`. */
export async function runDns({name, server, ...run}: DnsRun): Promise<Probed> {
	refuse(nameProblem(name));
	refuse(server === undefined ? undefined : targetProblem(server));
	const input = {from: safe(run.container.name), name, ...(server !== undefined && {server})};
	return observe<DnsInput, DnsResult>(run, 'dns', name, {
		probe: server === undefined ? dns : {...dns, tools: dns.tools.filter(({id}) => id !== 'getent')},
		input,
		programs: server === undefined ? 'dig, nslookup, host or getent' : 'dig, nslookup or host',
		notRun: (result, message) => ({result, addresses: [], message}),
		shown: result => ({dns: result}),
		complete: async () => ({...input, configured: await configuredServer(run)}),
	});
}

type Question<Input, Result> = {
	readonly probe: Probe<Input, Result>;
	readonly input: Input;
	/** For the message when there is none. */
	readonly programs: string;
	readonly notRun: (result: ProbeOutcome, message: string) => Result;
	readonly shown: (result: Result) => Pick<Probed, 'ping' | 'dns'>;
	/** What else must be known to read the output of a tool that says too little. */
	readonly complete?: () => Promise<Input>;
};

let serial = 0;

async function observe<Input, Result extends PingResult | DnsResult>(
	{engine, container, signal, now, onProgress}: Run,
	kind: Probed['kind'],
	target: string,
	{probe, input, programs, notRun, shown, complete}: Question<Input, Result>,
): Promise<Probed> {
	const vantage: Vantage = {kind: 'container', host: container.host, container: container.id};
	serial++;
	let probed: Probed = {
		id: `${kind}-${serial}`,
		kind,
		host: container.host,
		from: container.id,
		target,
		startedAt: now(),
	};
	const report = (news: Partial<Probed>) => {
		probed = {...probed, ...news};
		onProgress?.(probed);
		return probed;
	};
	const end = (result: Result) => report({finishedAt: now(), ...shown(result)});
	const impossible = (why: string) =>
		end(notRun('not-permitted', `Nothing can run in ${safe(container.name)}, so ${target} was not tried: ${why}.`));

	report({});
	if (container.state !== 'running') return impossible(`it is ${container.state}`);
	try {
		const {tool, obstacle} = await findTool(engine, vantage, probe.tools, signal);
		if (obstacle) return impossible(obstacle);
		if (!tool)
			return end(notRun('tool-missing', `${safe(container.name)} has no ${programs}: ${target} was not tried.`));
		report({tool: tool.title});
		const {argv, timeoutMs} = probe.argv(input, tool);
		const output = await engine.execute(vantage, argv, {
			timeoutMs,
			signal,
			onProgress: partial => {
				const result = probe.parse(partial, tool, input);
				if (result.result !== 'timeout') report(shown(result));
			},
		});
		let result = probe.parse(output, tool, input);
		if (complete && !('server' in result)) result = probe.parse(output, tool, await complete());
		if (result.result === 'tool-missing') forgetTools(engine, vantage);
		return end(result);
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'conflict') return impossible(safe(error.message));
		report({finishedAt: now()});
		throw error;
	}
}

/** The first name server of the container's resolv.conf; it need not have one. */
async function configuredServer({engine, container, signal}: Run): Promise<string | undefined> {
	try {
		const file = await engine.readFile(container.id, '/etc/resolv.conf', signal);
		return nameServers(new TextDecoder().decode(file))[0];
	} catch (error) {
		if (error instanceof EngineError && ['missing', 'denied', 'unsupported'].includes(error.kind)) return undefined;
		throw error;
	}
}

function refuse(problem: string | undefined): void {
	if (problem) throw new UserError(problem);
}
