import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {canRepeat, repeatProbe} from '../../source/actions/repeat-probe.js';
import {askerOf} from '../../source/actions/vantages.js';
import type {Probed} from '../../source/core/probes/probed.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';
import {createSimulatedEngine} from '../../source/engine/simulated/engine.js';
import {UserError} from '../../source/errors.js';
import {createStore} from '../../source/store/store.js';

beforeEach(() => {
	vi.useFakeTimers({now: Date.UTC(2026, 0, 5, 12)});
});
afterEach(() => {
	vi.useRealTimers();
});

async function begin(count = 1, change: (engine: Engine) => Engine = engine => engine) {
	const engine = change(createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false, now: Date.now}));
	const store = createStore();
	const abort = new AbortController();
	const listed = engine.list(abort.signal);
	await vi.advanceTimersByTimeAsync(10);
	store.dispatch(await listed);
	const container = [...store.get().containers.values()].find(({name}) => name === 'shop-api-1')!;
	const reports: Probed[] = [];
	const ended = repeatProbe(
		'ping',
		{target: 'db', count},
		{
			engine,
			asker: () => askerOf(container),
			signal: abort.signal,
			now: Date.now,
			onProgress: probed => reports.push(probed),
		},
	);
	return {abort, reports, ended, last: () => reports.at(-1)!};
}

test('a round a second, one report each, under one id; the end says when', async () => {
	const {abort, reports, ended, last} = await begin();
	await vi.advanceTimersByTimeAsync(1000);
	const before = reports.length;
	const {length} = last().rounds!;
	await vi.advanceTimersByTimeAsync(5000);
	expect(last().rounds).toHaveLength(length + 5);
	expect(reports).toHaveLength(before + 5);
	expect(new Set(reports.map(({id}) => id)).size).toBe(1);
	expect(reports.every(({finishedAt}) => finishedAt === undefined)).toBe(true);
	expect(last().rounds!.every(({ms, result}) => result === 'ok' && ms !== undefined)).toBe(true);
	const times = last().rounds!.map(({at}) => at);
	expect(times.slice(1).every((at, index) => at - times[index]! >= 1000)).toBe(true);
	abort.abort();
	await vi.advanceTimersByTimeAsync(100);
	await ended;
	expect(last().finishedAt).toBe(Date.now() - 100);
});

test('trouble with the engine is said, costs no round, and is tried again ever later', async () => {
	let failing = false;
	let asked = 0;
	const {abort, ended, last} = await begin(1, engine => ({
		...engine,
		async execute(...parameters) {
			asked++;
			if (failing) throw new EngineError('unreachable', 'the engine went away');
			return engine.execute(...parameters);
		},
	}));
	await vi.advanceTimersByTimeAsync(2500);
	const {length} = last().rounds!;
	failing = true;
	asked = 0;
	await vi.advanceTimersByTimeAsync(30_000);
	expect(last()).toMatchObject({trouble: 'the engine went away'});
	expect(last().rounds).toHaveLength(length);
	expect(asked).toBeGreaterThan(2);
	expect(asked).toBeLessThan(8);
	failing = false;
	await vi.advanceTimersByTimeAsync(12_000);
	expect(last().trouble).toBeUndefined();
	expect(last().rounds!.length).toBeGreaterThan(length);
	abort.abort();
	await vi.advanceTimersByTimeAsync(100);
	await ended;
});

test('an hour of rounds is kept, no more', async () => {
	const {abort, ended, last} = await begin();
	await vi.advanceTimersByTimeAsync(3000);
	const first = last().rounds![0]!;
	vi.setSystemTime(Date.now() + 3_590_000);
	await vi.advanceTimersByTimeAsync(3000);
	expect(last().rounds).toContain(first);
	await vi.advanceTimersByTimeAsync(10_000);
	expect(last().rounds).not.toContain(first);
	expect(last().rounds!.length).toBeGreaterThan(10);
	abort.abort();
	await vi.advanceTimersByTimeAsync(100);
	await ended;
});

test('what is wrong with the question ends it at once', async () => {
	const {ended} = await begin(0);
	await expect(ended).rejects.toThrow(UserError);
});

test('latency can be charted of some probes', () => {
	expect(canRepeat('ping')).toBe(true);
	expect(canRepeat('trace')).toBe(false);
});
