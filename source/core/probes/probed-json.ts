import {probes} from './all.js';
import type {Probed, Round} from './probed.js';
import {seriesOf} from './series.js';

const orNull = (values: object) =>
	Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? null]));

/** Figures of rounds, milliseconds: `{sent, received, lossPercent, last, average, p95, min, max, jitter}`, null where unknown. */
export function roundsJson(rounds: readonly Round[]): object {
	const {sent, received, lossPercent, last, average, p95, min, max, jitter} = seriesOf(rounds);
	return orNull({sent, received, lossPercent, last, average, p95, min, max, jitter});
}

/**
 * A probe that has a result: `{probe, from, to: string | null, result, vantage: 'tool' | 'helper' | 'namespace' | 'local' |
 * null, tool: string | null, command: string | null, startedAt, durationMs: number | null, message, …}` and the probe's
 * figures, null where there are none; of a repeated one those of the newest round, and `rounds`.
 */
export function probedJson({kind, from, target, result, vantage, tool, command, ...rest}: Probed): object {
	const {startedAt, finishedAt, rounds} = rest;
	const {message, result: outcome, ...figures} = result!;
	return {
		probe: kind,
		from,
		to: target === '' ? null : target,
		result: outcome,
		...orNull({vantage: vantage?.kind, tool, command}),
		startedAt: new Date(startedAt).toISOString(),
		durationMs: finishedAt === undefined ? null : finishedAt - startedAt,
		message,
		...orNull({...probes[kind].nothing, ...figures}),
		...(rounds && {rounds: roundsJson(rounds)}),
	};
}
