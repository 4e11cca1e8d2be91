import type {Container} from '../core/model/container.js';
import {probes} from '../core/probes/all.js';
import {commandLine} from '../core/probes/command-line.js';
import type {Answer, Place, Probe, ProbeOutcome, Question} from '../core/probes/probe.js';
import type {InputOf, Probed, ProbeKind} from '../core/probes/probed.js';
import {safe} from '../core/text/safe.js';
import type {Engine} from '../engine/engine.js';
import {EngineError} from '../engine/errors.js';
import {UserError} from '../errors.js';
import {findTool, forgetTools} from './find-tool.js';

/** Who asks: a container, the engine's host, or the machine on which docknet runs. */
export type Asker = {
	readonly place: Place;
	/** The container's name, `host` or `outside`. */
	readonly name: string;
	/** Where the place is a container. */
	readonly container?: Container;
};

export function askerOf(container: Container): Asker {
	const {host, id, name} = container;
	return {place: {kind: 'container', host, container: id}, name, container};
}

export type ProbeRun = {
	readonly engine: Engine;
	readonly asker: Asker;
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** At the start, when the tool is known, with all news, and at the end; without a result there if it was broken off. */
	readonly onProgress?: (probed: Probed) => void;
};

let serial = 0;

/**
 * Runs one probe. A missing tool, or a place where nothing can run, is a result. Rejects with UserError for an input that
 * is wrong, with EngineError when the engine fails or the signal ends it.
 */
export async function runProbe<Kind extends ProbeKind>(
	kind: Kind,
	asked: Omit<InputOf<Kind>, 'from'>,
	{engine, asker, signal, now, onProgress}: ProbeRun,
): Promise<Probed<Kind>> {
	const from = safe(asker.name);
	const probe = probes[kind] as unknown as Probe<Question, Answer>;
	const input = {...asked, from} as unknown as Question;
	const problem = probe.problem(input);
	if (problem) throw new UserError(problem);
	const {place, container} = asker;
	serial++;
	let probed = {
		id: `${kind}-${serial}`,
		kind,
		host: engine.host,
		place,
		from: asker.name,
		target: input.target,
		startedAt: now(),
	} as Probed;
	const report = (news: Partial<Probed>) => {
		probed = {...probed, ...news} as Probed;
		onProgress?.(probed);
		return probed as Probed<Kind>;
	};
	const end = (result: Answer) => report({finishedAt: now(), result} as Partial<Probed>);
	const notRun = (result: ProbeOutcome, message: string) => end({...probe.nothing, result, message});
	const what = input.target ? `${safe(input.target)} was not tried` : 'nothing was read';
	const impossible = (why: string) => notRun('not-permitted', `Nothing can run in ${from}, so ${what}: ${why}.`);

	report({});
	if (!container || place.kind !== 'container') return impossible('it is no container');
	if (container.state !== 'running') return impossible(`it is ${container.state}`);
	try {
		const vantage = {kind: 'tool', host: place.host, container: place.container} as const;
		const able = probe.tools.filter(tool => probe.canAsk?.(input, tool) ?? true);
		const {tool, obstacle} = await findTool(engine, vantage, able, signal);
		if (obstacle) return impossible(obstacle);
		if (!tool) return notRun('tool-missing', `${from} has no ${probe.programs}: ${what}.`);
		const {argv, timeoutMs} = probe.argv(input, tool);
		report({vantage, tool: tool.title, command: commandLine(vantage, asker.name, argv)});
		const output = await engine.execute(vantage, argv, {
			timeoutMs,
			signal,
			onProgress: partial => {
				const result = probe.parse(partial, tool, input);
				if (result.result !== 'timeout') report({result} as Partial<Probed>);
			},
		});
		let result = probe.parse(output, tool, input);
		const path = probe.wants?.(result);
		if (path) result = probe.parse(output, tool, input, await readText(engine, container, path, signal));
		if (result.result === 'tool-missing') forgetTools(engine, vantage);
		return end(result);
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'conflict') return impossible(safe(error.message));
		report({finishedAt: now()});
		throw error;
	}
}

/** Undefined where the container has no such file, or the engine does not show it. */
async function readText(
	engine: Engine,
	{id}: Container,
	path: string,
	signal: AbortSignal,
): Promise<string | undefined> {
	try {
		return new TextDecoder().decode(await engine.readFile(id, path, signal));
	} catch (error) {
		if (error instanceof EngineError && ['missing', 'denied', 'unsupported'].includes(error.kind)) return undefined;
		throw error;
	}
}
