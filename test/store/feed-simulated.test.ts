import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createSimulatedEngine} from '../../source/engine/simulated/engine.js';
import {startFeed} from '../../source/store/feed.js';
import {createStore} from '../../source/store/store.js';
import type {Feed, Store} from '../../source/store/types.js';

let engine: ReturnType<typeof createSimulatedEngine>;
let store: Store;
let feed: Feed;

beforeEach(async () => {
	vi.useFakeTimers({now: 1_700_000_000_000});
	engine = createSimulatedEngine({scenario: 'shop', life: false});
	store = createStore();
	feed = startFeed(engine, store, {intervalMs: 1000});
	await vi.advanceTimersByTimeAsync(500);
});

afterEach(async () => {
	const stopped = feed.stop();
	await vi.advanceTimersByTimeAsync(100);
	await stopped;
	await engine.close();
	expect(vi.getTimerCount()).toBe(0);
	vi.useRealTimers();
});

function state() {
	return store.get().connections.get(engine.host)!.state;
}

function running() {
	return [...store.get().containers.values()].filter(container => container.state === 'running');
}

test('the whole picture, then rates and details of what is asked for', async () => {
	expect(state()).toBe('live');
	const ids = running().map(({id}) => id);
	expect(ids.length).toBeGreaterThan(3);
	feed.show(ids, ids.slice(0, 1));
	await vi.advanceTimersByTimeAsync(3000);
	expect([...store.get().traffic.values()].some(({rates}) => rates !== undefined && rates.rxBytes > 0)).toBe(true);
	expect([...store.get().containers.values()].filter(({detailed}) => detailed).map(({id}) => id)).toEqual([ids[0]]);
});

test('away and back: the last picture stays, then what was missed is there', async () => {
	const before = store.get();
	const {id, name} = running()[0]!;
	engine.control.goAway();
	await vi.advanceTimersByTimeAsync(2000);
	expect(state()).toBe('stale');
	expect(store.get().containers).toBe(before.containers);
	await vi.advanceTimersByTimeAsync(60_000);
	engine.control.act(name, {type: 'stop', exitCode: 0});
	engine.control.comeBack();
	await vi.advanceTimersByTimeAsync(3000);
	expect(state()).toBe('live');
	expect(store.get().containers.get(`${engine.host}/${id}`)!.state).toBe('exited');
});

test('a frozen engine: stale once a list is not answered, live when it thaws', async () => {
	engine.control.freeze();
	feed.refresh();
	await vi.advanceTimersByTimeAsync(21_000);
	expect(store.get().connections.get(engine.host)).toMatchObject({state: 'stale', failure: {reason: 'timeout'}});
	engine.control.thaw();
	await vi.advanceTimersByTimeAsync(3000);
	expect(state()).toBe('live');
});

test('a list that says the same redraws nothing', async () => {
	const before = store.get();
	let told = 0;
	store.subscribe(() => {
		told++;
	});
	feed.refresh();
	await vi.advanceTimersByTimeAsync(500);
	expect(told).toBe(0);
	expect(store.get()).toBe(before);
});
