import {commandLine} from '../core/probes/command-line.js';
import type {Answer, Output, Probe, ProbeOutcome, Question, Vantage} from '../core/probes/probe.js';
import type {Probed} from '../core/probes/probed.js';
import {safe} from '../core/text/safe.js';
import {EngineError} from '../engine/errors.js';
import {UserError} from '../errors.js';
import {findTool, forgetTools} from './find-tool.js';
import type {ProbeRun} from './run-probe.js';
import type {OpenWay} from './vantages.js';

export type Ran = Pick<Probed, 'vantage' | 'tool' | 'command'>;

/** A way that did not come about: nothing was measured. */
export type Miss = {
	readonly result: ProbeOutcome;
	/** A clause, or the sentence of the tool that could not work. */
	readonly why: string;
	/** What a person could do about it, a sentence. */
	readonly advice?: string;
	/** Where a program ran. */
	readonly ran?: Ran;
	readonly answer?: Answer;
};

/** What a failure of the engine means where another way may still work. */
const passable: readonly EngineError['kind'][] = ['conflict', 'denied', 'unsupported', 'invalid'];

/** Asks in one way; `report` is told what runs and what is known of the answer. Rejects with EngineError. */
export async function askFrom(
	{vantage, withShellOnly}: OpenWay,
	probe: Probe<Question, Answer>,
	input: Question,
	run: ProbeRun,
	report: (news: Partial<Probed>) => void,
): Promise<Miss | {readonly answer: Answer; readonly why?: undefined}> {
	const {engine, asker, signal, timeoutMs: patienceMs = Number.POSITIVE_INFINITY} = run;
	const startedAt = asker.container?.details?.startedAt;
	const {place, obstacle} = wordsFor(vantage, input.from);
	try {
		const able = probe.tools.filter(tool => probe.canAsk?.(input, tool) ?? true);
		const found = await findTool(engine, vantage, able, {signal, startedAt, withShellOnly});
		if (found.obstacle) return {result: 'not-permitted', why: `${obstacle}: ${found.obstacle}`};
		const {tool} = found;
		if (!tool) {
			const programs = able.length < probe.tools.length ? able.map(({title}) => title).join(' or ') : probe.programs;
			return {result: 'tool-missing', why: `${place} has no ${programs}`};
		}
		const {argv, timeoutMs} = probe.argv(input, tool);
		const ran = {vantage, tool: tool.title, command: commandLine(vantage, asker.name, argv)};
		report(ran);
		const parse = (output: Output, file?: string) => probe.parse(output, tool, input, file);
		const output = await engine.execute(vantage, argv, {
			timeoutMs: Math.min(timeoutMs, patienceMs),
			signal,
			onProgress: partial => {
				const result = parse(partial);
				if (result.result !== 'timeout' && wasMeasured(result)) report({result} as Partial<Probed>);
			},
		});
		let answer = parse(output);
		const path = probe.wants?.(answer);
		if (path) answer = parse(output, await readText(run, path));
		if (wasMeasured(answer)) return {answer};
		if (answer.result === 'tool-missing') forgetTools(engine, vantage, startedAt);
		return {result: answer.result, why: withoutStop(answer.message), ran, answer};
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		// What is missing may as well be the container.
		const isHelperImageGone = vantage.kind === 'helper' && error.kind === 'missing' && /image/i.test(error.message);
		if (isHelperImageGone && run.image !== undefined)
			throw new UserError(safe(error.message), 2, ['Or give --pull to docknet']);
		if (!passable.includes(error.kind) && !isHelperImageGone) throw error;
		return {result: 'not-permitted', why: `${obstacle}: ${withoutStop(safe(error.message))}`};
	}
}

function wasMeasured({result}: Answer): boolean {
	return result !== 'tool-missing' && result !== 'not-permitted';
}

function withoutStop(sentence: string): string {
	return sentence.replace(/\.$/, '');
}

/** Where the program would be, and how a clause begins that says why it cannot run. */
function wordsFor(vantage: Vantage, from: string): {readonly place: string; readonly obstacle: string} {
	switch (vantage.kind) {
		case 'tool':
			return {place: from, obstacle: `nothing can run in ${from}`};
		case 'helper':
			return {place: `the image ${safe(vantage.image)}`, obstacle: 'no helper container'};
		case 'namespace':
			return {place: 'this machine', obstacle: 'not in its namespace'};
		case 'local':
			return {place: 'this machine', obstacle: 'nothing can run on this machine'};
	}
}

/** Undefined where the container has no such file, or the engine does not show it. */
async function readText({engine, asker: {container}, signal}: ProbeRun, path: string): Promise<string | undefined> {
	if (!container) return undefined;
	try {
		return new TextDecoder().decode(await engine.readFile(container.id, path, signal));
	} catch (error) {
		if (error instanceof EngineError && ['missing', 'denied', 'unsupported'].includes(error.kind)) return undefined;
		throw error;
	}
}
