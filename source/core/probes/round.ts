import {probes} from './all.js';
import type {Answer, Probe, Question} from './probe.js';
import type {Probed, Round} from './probed.js';

/** A finished probe as one round of a series. Some tools tell no time: then an answer took as long as the whole probe. */
export function roundOf({kind, startedAt, finishedAt, result}: Probed): Round | undefined {
	if (!result || finishedAt === undefined) return undefined;
	const {latency} = probes[kind] as unknown as Probe<Question, Answer>;
	const whole = result.result === 'ok' ? finishedAt - startedAt : undefined;
	return {at: startedAt, ms: latency?.(result) ?? whole, result: result.result};
}
