import type {ChartColumn} from '../text/chart.js';
import type {ProbeOutcome} from './probe.js';
import type {Round} from './probed.js';

/** Times in milliseconds; those that need a reply, or two, are undefined without. */
export type Series = {
	/** Rounds in which something was measured. */
	readonly sent: number;
	readonly received: number;
	readonly lossPercent: number;
	/** Of the newest round; undefined: it was lost, or its time is not known. */
	readonly last?: number;
	readonly average?: number;
	/** 95 of 100 rounds were at least as fast. */
	readonly p95?: number;
	readonly min?: number;
	readonly max?: number;
	/** Mean difference between one reply and the next. */
	readonly jitter?: number;
};

/** A round stands for the time until the next one, but not for longer than this: then nothing is known. */
const longestStandMs = 3000;

/** Nothing came of it that could tell about the network. */
export function saysNothing(result: ProbeOutcome): boolean {
	return result === 'tool-missing' || result === 'not-permitted';
}

const isLost = ({ms, result}: Round) => ms === undefined && result !== 'ok';

function mean(values: readonly number[]): number | undefined {
	return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function seriesOf(rounds: readonly Round[]): Series {
	const measured = rounds.filter(({result}) => !saysNothing(result));
	const received = measured.filter(round => !isLost(round)).length;
	const times = measured.flatMap(({ms}) => ms ?? []);
	const sorted = [...times].sort((a, b) => a - b);
	const sent = measured.length;
	return {
		sent,
		received,
		lossPercent: sent === 0 ? 0 : ((sent - received) / sent) * 100,
		last: measured.at(-1)?.ms,
		average: mean(times),
		p95: sorted[Math.ceil(sorted.length * 0.95) - 1],
		min: sorted[0],
		max: sorted.at(-1),
		jitter: mean(times.slice(1).map((value, index) => Math.abs(value - times[index]!))),
	};
}

/** The last `windowMs` before `until` in `count` columns: each shows its slowest reply, and whether any was lost. */
export function columnsOf(
	rounds: readonly Round[],
	until: number,
	windowMs: number,
	count: number,
): readonly ChartColumn[] {
	const from = until - windowMs;
	const columns: {value: number | undefined; lost: boolean}[] = Array.from({length: count}, () => ({
		value: undefined,
		lost: false,
	}));
	const columnAt = (at: number) => Math.floor(((at - from) / windowMs) * count);
	for (const [index, round] of rounds.entries()) {
		if (saysNothing(round.result)) continue;
		const end = Math.min(rounds[index + 1]?.at ?? until, round.at + longestStandMs);
		const last = Math.min(count - 1, Math.max(columnAt(round.at), columnAt(end) - 1));
		for (let at = Math.max(0, columnAt(round.at)); at <= last; at++) {
			const column = columns[at]!;
			if (isLost(round)) column.lost = true;
			else if (round.ms !== undefined) column.value = Math.max(column.value ?? 0, round.ms);
		}
	}

	return columns;
}
