import {probes} from '../core/probes/all.js';
import {endpointText} from '../core/probes/endpoint.js';
import type {Output, ProbeOutcome, Tool, Vantage} from '../core/probes/probe.js';
import type {Probed} from '../core/probes/probed.js';
import {confirmed, hangUp, listening, listenProblem, server, usualPort} from '../core/probes/throughput.js';
import {safe} from '../core/text/safe.js';
import type {Engine} from '../engine/engine.js';
import {EngineError} from '../engine/errors.js';
import {UserError} from '../errors.js';
import {findTool} from './find-tool.js';
import {type ProbeRun, runProbe} from './run-probe.js';
import {type Asker, waysOf} from './vantages.js';

/** `asker` sends to `address`, one of `target`'s. */
export type ThroughputRun = ProbeRun & {
	readonly target: Asker;
	readonly address: string;
	readonly port?: number;
};

type Listener = {
	readonly vantage: Vantage;
	readonly tool: Tool;
	/** What it left; rejects with EngineError. */
	readonly output: Promise<Output>;
};

let serial = 0;

/**
 * Sends from one place to a listener of ours in another, both chosen like those of any probe, and gives what arrived. The
 * listener is ended whatever happens. Rejects like runProbe.
 */
export async function runThroughput(run: ThroughputRun): Promise<Probed<'throughput'>> {
	const {engine, asker, target: at, address, port = usualPort, now, onProgress} = run;
	const target = endpointText({host: address, port});
	const input = {from: safe(asker.name), target};
	const problem = probes.throughput.problem(input);
	if (problem) throw new UserError(problem);
	const startedAt = now();
	const family = address.includes(':') ? 6 : 4;
	const listener = await listen(run, port, family);
	if ('why' in listener) {
		serial++;
		const message = `Nothing was sent to ${target}, for nothing listens in ${safe(at.name)}: ${listener.why}.`;
		const probed: Probed<'throughput'> = {
			id: `throughput-unheard-${serial}`,
			kind: 'throughput',
			host: engine.host,
			place: asker.place,
			from: asker.name,
			target,
			startedAt,
			finishedAt: now(),
			result: {result: listener.result, message},
		};
		onProgress?.(probed);
		return probed;
	}

	let sent: Probed<'throughput'> | undefined;
	try {
		sent = await runProbe(
			'throughput',
			{target},
			{
				...run,
				// The sender's own figures are not the result.
				onProgress: probed => probed.finishedAt === undefined && onProgress?.({...probed, result: undefined} as Probed),
			},
		);
	} finally {
		if (sent?.result?.result !== 'ok') await end(engine, listener, port, family);
	}

	const result = sent.result && confirmed(sent.result, await listener.output, input);
	const probed = {...sent, result, finishedAt: now()};
	onProgress?.(probed);
	return probed;
}

/** Resolves when something listens, or with why nothing can. */
async function listen(
	run: ThroughputRun,
	port: number,
	family: 4 | 6,
): Promise<Listener | {readonly why: string; readonly result: ProbeOutcome}> {
	const {engine, target, signal} = run;
	const name = safe(target.name);
	const misses: {readonly why: string; readonly result: ProbeOutcome}[] = [];
	const miss = (result: ProbeOutcome, why: string) => misses.push({result, why});
	for await (const way of waysOf({...run, asker: target}, false, () => misses[0]?.why ?? `${name} has no nc`)) {
		const {vantage} = way;
		if (!vantage) {
			miss('not-permitted', way.obstacle);
			continue;
		}

		try {
			const {tools, programs} = probes.throughput;
			const {tool, obstacle} = await findTool(engine, vantage, tools, {
				signal,
				startedAt: target.container?.details?.startedAt,
			});
			if (!tool) {
				miss(obstacle ? 'not-permitted' : 'tool-missing', obstacle ?? `${name} has no ${programs}`);
				continue;
			}

			const {output, ready} = start(engine, vantage, server(tool, port, family), signal);
			if (await ready) return {vantage, tool, output};
			miss('tool-missing', listenProblem(await output, port));
		} catch (error) {
			if (!(error instanceof EngineError) || signal.aborted || error.kind === 'unreachable') throw error;
			miss('not-permitted', safe(error.message));
		}
	}

	return {result: misses[0]?.result ?? 'not-permitted', why: misses.map(({why}) => why).join('; ')};
}

function start(
	engine: Engine,
	vantage: Vantage,
	{argv, timeoutMs}: ReturnType<typeof server>,
	signal: AbortSignal,
): {readonly output: Promise<Output>; readonly ready: Promise<boolean>} {
	let hear: () => void = () => undefined;
	const heard = new Promise<boolean>(resolve => {
		hear = () => resolve(true);
	});
	const output = engine.execute(vantage, argv, {
		timeoutMs,
		signal,
		onProgress: partial => {
			if (listening(partial)) hear();
		},
	});
	return {output, ready: Promise.race([heard, output.then(whole => listening(whole) === true)])};
}

/** Whoever wanted it is gone: it is told so, even after the signal. What it left is of no interest, nor is a failure. */
async function end(engine: Engine, {vantage, tool, output}: Listener, port: number, family: 4 | 6): Promise<void> {
	const {argv, timeoutMs} = hangUp(tool, port, family);
	await engine.execute(vantage, argv, {timeoutMs, signal: AbortSignal.timeout(timeoutMs)}).catch(() => undefined);
	await output.catch(() => undefined);
}
