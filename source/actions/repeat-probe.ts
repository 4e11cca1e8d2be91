import {probes} from '../core/probes/all.js';
import type {InputOf, Probed, ProbeKind, Round} from '../core/probes/probed.js';
import {roundOf} from '../core/probes/round.js';
import {saysNothing} from '../core/probes/series.js';
import {UserError} from '../errors.js';
import {createBell} from '../store/bell.js';
import {messageOf} from './message-of.js';
import {type ProbeRun, runProbe} from './run-probe.js';
import type {Asker} from './vantages.js';

/** From the start of one round to that of the next, at least. */
const intervalMs = 1000;
/** Between rounds that could not be made, at most. */
const longestPauseMs = 10_000;
/** Older rounds are forgotten. */
const keptMs = 3_600_000;

export type Repetition = Omit<ProbeRun, 'asker'> & {
	/** Asked before each round: a container may have stopped since. */
	readonly asker: () => Asker;
};

/** Probes of which a live chart can be drawn. */
export function canRepeat(kind: ProbeKind): boolean {
	return probes[kind].latency !== undefined;
}

/**
 * Round after round until the signal ends it: one history entry that grows, reported once a round. Trouble with the engine
 * costs rounds, and is told in `trouble`; it does not end the repetition. Rejects with UserError for an input that is wrong.
 */
export async function repeatProbe<Kind extends ProbeKind>(
	kind: Kind,
	asked: Omit<InputOf<Kind>, 'from'>,
	{asker, onProgress, ...run}: Repetition,
): Promise<void> {
	const {signal, now} = run;
	const bell = createBell();
	let whole: Probed | undefined;
	let fruitless = 0;
	const report = (news: Probed, rounds: readonly Round[], trouble?: string) => {
		const {finishedAt: _, ...going} = news;
		const {id, startedAt} = whole ?? news;
		whole = {...going, id, startedAt, rounds, trouble} as Probed;
		onProgress?.(whole);
	};

	while (!signal.aborted) {
		const at = now();
		let measured = false;
		try {
			const round = (await runProbe(kind, asked, {
				...run,
				asker: asker(),
				onProgress: news => {
					if (!whole?.rounds?.length) report(news, []);
				},
			})) as Probed;
			const {result} = round;
			measured = result !== undefined && !saysNothing(result.result);
			const kept = (whole?.rounds ?? []).filter(old => old.at > at - keptMs);
			const latest = roundOf(round);
			if (latest) report(round, [...kept, latest]);
		} catch (error) {
			if (signal.aborted) break;
			if (error instanceof UserError) throw error;
			if (whole) report(whole, whole.rounds ?? [], messageOf(error));
		}

		fruitless = measured ? 0 : fruitless + 1;
		const pause = measured ? intervalMs : Math.min(longestPauseMs, intervalMs * 2 ** fruitless);
		await bell.sleep(Math.max(0, at + pause - now()), signal);
	}

	if (whole) onProgress?.({...whole, finishedAt: now()});
}
