import {probes} from '../core/probes/all.js';
import type {Answer, Probe, Question} from '../core/probes/probe.js';
import type {InputOf, Probed, ProbeKind} from '../core/probes/probed.js';
import {safe} from '../core/text/safe.js';
import type {Engine} from '../engine/engine.js';
import {UserError} from '../errors.js';
import {askFrom, type Miss, type Ran} from './ask-from.js';
import type {HelperImage} from './helper-image.js';
import {type Asker, type Via, waysOf} from './vantages.js';

export type ProbeRun = {
	readonly engine: Engine;
	readonly asker: Asker;
	readonly signal: AbortSignal;
	/** The one way that may be used. */
	readonly via?: Via;
	/** Helper containers are made of this image and no other, without asking. */
	readonly image?: string;
	/** Without it, and without an image, no helper container is made. */
	readonly helperImage?: HelperImage;
	/** No helper container is made, whatever else is said. */
	readonly readOnly?: boolean;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** A shorter time to wait than the probe's own. */
	readonly timeoutMs?: number;
	/** Of a container without a shell each program would be asked by itself, a dozen runs: a helper container comes before that. */
	readonly isOneOfMany?: boolean;
	/** At the start, when the tool is known, with all news, and at the end; without a result there if it was broken off. */
	readonly onProgress?: (probed: Probed) => void;
};

let serial = 0;

/**
 * Runs one probe, from the first vantage that can. That a tool is missing, or that nothing can run, is a result that names
 * all that was tried. Rejects with UserError for an input that is wrong, with EngineError when the engine fails or the
 * signal ends it.
 */
export async function runProbe<Kind extends ProbeKind>(
	kind: Kind,
	asked: Omit<InputOf<Kind>, 'from'>,
	run: ProbeRun,
): Promise<Probed<Kind>> {
	const {engine, asker, now, onProgress} = run;
	const probe = probes[kind] as unknown as Probe<Question, Answer>;
	const input = {...asked, from: safe(asker.name)} as unknown as Question;
	const problem = probe.problem(input);
	if (problem) throw new UserError(problem);
	serial++;
	let probed = {
		id: `${kind}-${serial}`,
		kind,
		host: engine.host,
		place: asker.place,
		from: asker.name,
		target: input.target,
		startedAt: now(),
	} as Probed;
	const report = (news: Partial<Probed>) => {
		probed = {...probed, ...news} as Probed;
		onProgress?.(probed);
	};
	const end = (result: Answer, ran: Ran = {}) => {
		report({...ran, finishedAt: now(), result} as Partial<Probed>);
		return probed as Probed<Kind>;
	};

	const misses: Miss[] = [];
	report({});
	try {
		const noPrograms =
			run.asker.place.kind === 'host'
				? 'nothing can be run on the engine’s host'
				: `${input.from} has no programs of its own`;
		const reason = () => misses[0]?.why ?? noPrograms;
		for await (const way of waysOf(run, probe.processes === true, reason)) {
			const outcome: Miss | {readonly answer: Answer; readonly why?: undefined} = way.vantage
				? await askFrom(way, probe, input, run, report)
				: {result: 'not-permitted', why: way.obstacle, advice: way.advice};
			if (outcome.why === undefined) return end(outcome.answer);
			misses.push(outcome);
		}
		return end(...nothingMeasured(misses, probe, input));
	} catch (error) {
		report({finishedAt: now()});
		throw error;
	}
}

/** The container's own way, which was the first, decides what the result is; the message names them all. */
function nothingMeasured(
	misses: readonly Miss[],
	{nothing}: Probe<Question, Answer>,
	{target}: Question,
): [Answer, Ran] {
	const [first] = misses;
	const {result = 'not-permitted', answer = nothing, ran} = first ?? {};
	const what = ran ? '' : `${target ? `${safe(target)} was not tried` : 'Nothing was read'}: `;
	const advice = new Set(misses.flatMap(miss => miss.advice ?? []));
	const reasons = new Set(misses.map(({why}) => why));
	const message = [`${what}${[...reasons].join('; ')}.`, ...advice].join(' ');
	return [
		{...answer, result, message},
		{vantage: undefined, tool: undefined, command: undefined, ...ran},
	];
}
