import {describe, expect, test} from 'vitest';
import type {Round} from '../../../source/core/probes/probed.js';
import {columnsOf, seriesOf} from '../../../source/core/probes/series.js';

/** One a second; undefined is lost. */
const rounds = (...times: readonly (number | undefined)[]): readonly Round[] =>
	times.map((ms, index) => ({at: index * 1000, ms, result: ms === undefined ? 'timeout' : 'ok'}));

describe('figures', () => {
	test('of replies and losses', () => {
		expect(seriesOf(rounds(1, 3, undefined, 2))).toEqual({
			...{sent: 4, received: 3, lossPercent: 25, last: 2, average: 2, p95: 3, min: 1, max: 3},
			jitter: 1.5,
		});
	});

	test('the newest round was lost', () => {
		expect(seriesOf(rounds(1, undefined))).toMatchObject({last: undefined, lossPercent: 50, jitter: undefined});
	});

	test('95 of 100 are at most the 95th percentile', () => {
		const times = Array.from({length: 100}, (_, index) => index + 1);
		expect(seriesOf(rounds(...times)).p95).toBe(95);
	});

	test('of nothing', () => {
		expect(seriesOf([])).toMatchObject({sent: 0, received: 0, lossPercent: 0, last: undefined, average: undefined});
	});

	test('rounds in which nothing was measured are not lost', () => {
		const paused: Round = {at: 2000, ms: undefined, result: 'not-permitted'};
		expect(seriesOf([...rounds(1, 1), paused])).toMatchObject({sent: 2, lossPercent: 0, last: 1});
	});
});

describe('columns', () => {
	const values = (columns: ReturnType<typeof columnsOf>) =>
		columns.map(({value, lost}) => (lost ? `${value ?? ''}x` : (value ?? '-'))).join(' ');

	test('one a round', () => {
		expect(values(columnsOf(rounds(1, 2, undefined, 4), 4000, 4000, 4))).toBe('1 2 x 4');
	});

	test('a column of several rounds shows the slowest, and a loss', () => {
		expect(values(columnsOf(rounds(1, 2, undefined, 4), 4000, 4000, 2))).toBe('2 4x');
	});

	test('a round fills the time until the next, but not a longer silence', () => {
		const late: Round = {at: 10_000, ms: 5, result: 'ok'};
		expect(values(columnsOf([...rounds(1), late], 12_000, 12_000, 12))).toBe('1 1 1 - - - - - - - 5 5');
	});

	test('older rounds are out of sight, younger ones stand at the right', () => {
		expect(values(columnsOf(rounds(1, 2, 3), 3000, 2000, 2))).toBe('2 3');
		expect(values(columnsOf(rounds(1), 1000, 4000, 4))).toBe('- - - 1');
	});
});
