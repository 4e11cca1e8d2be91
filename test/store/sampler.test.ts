import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {ContainerId} from '../../source/core/model/container.js';
import type {Sample} from '../../source/core/model/sample.js';
import {EngineError} from '../../source/engine/errors.js';
import {createBell} from '../../source/store/bell.js';
import {runSampler} from '../../source/store/sampler.js';
import {createFakeEngine, delay, type FakeEngine, untilAborted} from './fake-engine.js';
import {someSample} from './objects.js';

let fake: FakeEngine;
let stopping: AbortController;
let running: Promise<void>;
let dispatched: {readonly at: number; readonly ids: readonly ContainerId[]}[];
let startedAt: Map<ContainerId, number[]>;

beforeEach(() => {
	vi.useFakeTimers({now: 0});
	fake = createFakeEngine();
	stopping = new AbortController();
	dispatched = [];
	startedAt = new Map();
});

afterEach(async () => {
	stopping.abort();
	await running;
	await vi.advanceTimersByTimeAsync(0);
	expect(vi.getTimerCount()).toBe(0);
	expect(fake.inFlight.sample).toBe(0);
	vi.useRealTimers();
});

function ids(count: number): readonly ContainerId[] {
	return Array.from({length: count}, (_, index) => `c${index}`);
}

/** To tenths of a second: each timer may add a millisecond. */
function tenths(ms: number): number {
	return Math.round(ms / 100) * 100;
}

/** Samples the containers; each answer takes what `takesMs` says. */
function sample(
	targets: readonly ContainerId[],
	takesMs: (id: ContainerId) => number,
	fails = (_: ContainerId) => false,
) {
	fake.script.sample = async (id, signal) => {
		startedAt.set(id, [...(startedAt.get(id) ?? []), tenths(Date.now())]);
		await delay(takesMs(id), signal);
		if (fails(id)) throw new EngineError('denied', '403');
		return [someSample(id, Date.now(), 1)];
	};
	const onSamples = (samples: readonly Sample[]) => {
		dispatched.push({at: tenths(Date.now()), ids: samples.map(({container}) => container)});
	};
	running = runSampler(
		{
			engine: fake.engine,
			intervalMs: 1000,
			mostPerSecond: 100,
			targets: () => new Set(targets),
			onSamples,
			bell: createBell(),
		},
		stopping.signal,
	);
}

test('at most 8 at a time, one dispatch a second', async () => {
	sample(ids(30), () => 20);
	await vi.advanceTimersByTimeAsync(4500);
	expect(fake.most.sample).toBe(8);
	expect(dispatched.map(({at}) => at)).toEqual([100, 1100, 2100, 3100, 4100]);
	expect(dispatched.every(batch => batch.ids.length === 30)).toBe(true);
	expect(startedAt.get('c0')).toEqual([0, 1000, 2000, 3000, 4000]);
});

test('hundreds of containers are read at 100 a second, spread evenly', async () => {
	sample(ids(300), () => 5);
	await vi.advanceTimersByTimeAsync(6500);
	expect(startedAt.get('c0')).toHaveLength(3);
	expect(startedAt.get('c150')![0]).toBe(1500);
});

describe('a slow engine', () => {
	test('rests for as long as a round took; what came is shown meanwhile', async () => {
		sample(ids(32), () => 2000);
		await vi.advanceTimersByTimeAsync(20_000);
		// Eight at a time: the last are begun after 6 s, and from 7.2 s on hold up nobody.
		expect(startedAt.get('c0')).toEqual([0, 14_400]);
		expect(dispatched.slice(0, 4).map(({at, ids}) => [at, ids.length])).toEqual([
			[3000, 8],
			[5000, 8],
			[7000, 8],
			[15_400, 8],
		]);
	});

	test('that takes a second for each reading, as 20.10 does, is not at work without pause but hardly rests', async () => {
		sample(ids(24), () => 1010);
		await vi.advanceTimersByTimeAsync(7000);
		expect(startedAt.get('c0')).toEqual([0, 3000, 6100]);
		expect(fake.most.sample).toBe(8);
		expect(dispatched.slice(0, 3).map(({at}) => at)).toEqual([2000, 3000, 3000]);
	});

	test('with few containers, each rests for as long as its reading took', async () => {
		sample(ids(2), () => 3000);
		await vi.advanceTimersByTimeAsync(12_500);
		expect(startedAt.get('c0')).toEqual([0, 6200, 12_400]);
	});
});

test('a single slow container does not hold up the others, and is never asked twice at a time', async () => {
	sample(ids(5), id => (id === 'c2' ? 4000 : 10));
	await vi.advanceTimersByTimeAsync(7500);
	expect(startedAt.get('c0')).toHaveLength(8);
	expect(startedAt.get('c2')).toEqual([0]);
	expect(dispatched.flatMap(batch => batch.ids).filter(id => id === 'c2')).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(1000);
	expect(startedAt.get('c2')).toEqual([0, 8200]);
});

test('readings that never come are given up', async () => {
	fake.script.sample = (_, signal) => untilAborted(signal);
	running = runSampler(
		{
			engine: fake.engine,
			intervalMs: 1000,
			mostPerSecond: 100,
			targets: () => new Set(ids(20)),
			onSamples: () => {
				throw new Error('There is nothing to show.');
			},
			bell: createBell(),
		},
		stopping.signal,
	);
	await vi.advanceTimersByTimeAsync(9900);
	expect(fake.log).toHaveLength(8);
	await vi.advanceTimersByTimeAsync(200);
	expect(fake.log).toHaveLength(16);
	expect(fake.most.sample).toBe(8);
});

test('a container that fails is left alone for a while', async () => {
	sample(
		ids(2),
		() => 10,
		id => id === 'c1',
	);
	await vi.advanceTimersByTimeAsync(9500);
	expect(startedAt.get('c0')).toHaveLength(10);
	expect(startedAt.get('c1')).toEqual([0]);
	await vi.advanceTimersByTimeAsync(2000);
	expect(startedAt.get('c1')).toHaveLength(2);
});

test('without targets it sleeps until rung', async () => {
	let targets: readonly ContainerId[] = [];
	const bell = createBell();
	running = runSampler(
		{
			engine: fake.engine,
			intervalMs: 1000,
			mostPerSecond: 100,
			targets: () => new Set(targets),
			onSamples: () => {},
			bell,
		},
		stopping.signal,
	);
	await vi.advanceTimersByTimeAsync(5000);
	expect(vi.getTimerCount()).toBe(0);
	targets = ['a'];
	bell.ring();
	await vi.advanceTimersByTimeAsync(0);
	expect(fake.log).toEqual(['sample a']);
});
