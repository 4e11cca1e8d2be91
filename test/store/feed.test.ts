import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {Change} from '../../source/core/model/change.js';
import {EngineError} from '../../source/engine/errors.js';
import {startFeed} from '../../source/store/feed.js';
import {createStore} from '../../source/store/store.js';
import type {Feed} from '../../source/store/types.js';
import {createFakeEngine, delay, type FakeEngine, untilAborted} from './fake-engine.js';
import {someContainer, someEndpoint, someSample} from './objects.js';

let fake: FakeEngine;
let store: ReturnType<typeof createStore>;
let feed: Feed;

beforeEach(() => {
	vi.useFakeTimers({now: 1_000_000});
	fake = createFakeEngine();
	store = createStore();
});

afterEach(async () => {
	await feed.stop();
	await vi.advanceTimersByTimeAsync(0);
	expect(vi.getTimerCount()).toBe(0);
	expect(fake.inFlight).toEqual({list: 0, watch: 0, sample: 0, detail: 0});
	vi.useRealTimers();
});

function start(options: {intervalMs?: number; reconcileMs?: number} = {}) {
	feed = startFeed(fake.engine, store, {intervalMs: 1000, ...options});
}

function connection() {
	return store.get().connections.get('h')!;
}

function names() {
	return [...store.get().containers.values()].map(({name}) => name).sort();
}

function calls(beginning: string) {
	return fake.log.filter(call => call.startsWith(beginning)).length;
}

const unreachable = () => Promise.reject(new EngineError('unreachable', 'Nobody answers.'));

describe('connecting', () => {
	test('watches before it lists, and is live with the whole picture at once', async () => {
		const states: string[] = [];
		store.subscribe(() => states.push(`${connection().state} ${names().join(' ')}`));
		start();
		expect(connection()).toEqual({state: 'connecting'});
		await feed.settled();
		expect(fake.log).toEqual(['watch', 'list']);
		expect(states).toEqual(['connecting ', 'live a b']);
		expect(connection()).toEqual({state: 'live', since: 1_000_000});
	});

	test('does not list until events flow', async () => {
		fake.script.open = signal => delay(700, signal);
		start();
		await vi.advanceTimersByTimeAsync(600);
		expect(fake.log).toEqual(['watch']);
		await vi.advanceTimersByTimeAsync(200);
		expect(connection().state).toBe('live');
	});

	test('what came while listing is newer than the list', async () => {
		fake.script.list = async signal => {
			await delay(500, signal);
			return [{type: 'containers', host: 'h', containers: [someContainer('a'), someContainer('gone')]}];
		};
		start();
		await vi.advanceTimersByTimeAsync(100);
		fake.push({type: 'container-gone', host: 'h', id: 'gone'}, event('destroy'));
		fake.push({type: 'container', container: someContainer('a', {name: 'renamed'})});
		await feedSettles();
		expect(names()).toEqual(['renamed']);
		expect(store.get().events.map(({action}) => action)).toEqual(['destroy']);
	});

	test('an engine that is not there: why, when next; then live', async () => {
		fake.script.open = unreachable;
		start();
		await feed.settled();
		expect(connection()).toMatchObject({
			state: 'stale',
			since: 1_000_000,
			retryAt: 1_000_250,
			failure: {reason: 'unreachable', message: 'Nobody answers.'},
		});
		fake.script.open = async () => {};
		await vi.advanceTimersByTimeAsync(250);
		expect(connection().state).toBe('live');
	});

	test('an explanation of the adapter is passed on', async () => {
		const failure = {reason: 'permission', message: 'No.', advice: ['Ask.']} as const;
		fake.script.list = () => Promise.reject(new EngineError('unreachable', 'x', failure));
		start();
		await feed.settled();
		expect(connection()).toMatchObject({failure});
	});

	test('retries ever more slowly, but often enough to be live within 3 s of the return', async () => {
		fake.script.open = unreachable;
		start();
		await vi.advanceTimersByTimeAsync(250 + 500 + 1000 + 2000 + 2000);
		expect(calls('watch')).toBe(6);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(calls('watch')).toBe(36);
		expect(connection()).toMatchObject({since: 1_000_000});
	});

	test('one that accepts and never answers is a time-out', async () => {
		fake.script.open = untilAborted;
		start();
		await vi.advanceTimersByTimeAsync(20_000);
		expect(connection()).toMatchObject({state: 'stale', failure: {reason: 'timeout'}});
		expect(fake.inFlight.watch).toBe(0);
	});
});

describe('trouble', () => {
	test('the last picture stays; after the gap everything is read again', async () => {
		start();
		await feed.settled();
		fake.script.open = unreachable;
		fake.fail();
		await vi.advanceTimersByTimeAsync(0);
		expect(connection()).toMatchObject({state: 'stale', failure: {message: 'The engine went away.'}});
		expect(names()).toEqual(['a', 'b']);
		fake.script.open = async () => {};
		fake.script.list = async () => [{type: 'containers', host: 'h', containers: [someContainer('new')]}];
		await vi.advanceTimersByTimeAsync(1000);
		expect(connection().state).toBe('live');
		expect(names()).toEqual(['new']);
	});

	test('an engine that flaps is not tried at full speed', async () => {
		start();
		for (let second = 0; second < 30; second++) {
			if (connection().state === 'live') fake.fail();
			await vi.advanceTimersByTimeAsync(1000);
		}
		expect(calls('watch')).toBeLessThan(20);
	});

	test('refresh tries at once; settled waits for it', async () => {
		fake.script.open = unreachable;
		start();
		await vi.advanceTimersByTimeAsync(10_000);
		fake.script.open = async () => {};
		feed.refresh();
		await feed.settled();
		expect(connection().state).toBe('live');
	});

	test('a list that hangs makes a live connection stale', async () => {
		start({reconcileMs: 5000});
		await feed.settled();
		fake.script.list = untilAborted;
		await vi.advanceTimersByTimeAsync(25_000);
		expect(connection()).toMatchObject({state: 'stale', failure: {reason: 'timeout'}});
	});
});

describe('while live', () => {
	test('events are applied at once, also during a list that is older than they', async () => {
		start({reconcileMs: 5000});
		await feed.settled();
		fake.script.list = async signal => {
			await delay(2000, signal);
			return [{type: 'containers', host: 'h', containers: [someContainer('a'), someContainer('b')]}];
		};
		await vi.advanceTimersByTimeAsync(6000);
		expect(fake.inFlight.list).toBe(1);
		fake.push({type: 'container', container: someContainer('b', {name: 'renamed'})}, event('rename'));
		await vi.advanceTimersByTimeAsync(0);
		expect(names()).toEqual(['a', 'renamed']);
		await vi.advanceTimersByTimeAsync(2000);
		expect(fake.inFlight.list).toBe(0);
		expect(names()).toEqual(['a', 'renamed']);
		expect(store.get().events).toHaveLength(1);
	});

	test('the picture is read again now and then, and on refresh', async () => {
		start({reconcileMs: 30_000});
		await feed.settled();
		await vi.advanceTimersByTimeAsync(90_000);
		expect(calls('list')).toBe(4);
		fake.script.list = async () => [{type: 'containers', host: 'h', containers: []}];
		feed.refresh();
		await feed.settled();
		expect(calls('list')).toBe(5);
		expect(names()).toEqual([]);
	});

	test('where events are refused, lists are read instead', async () => {
		fake.script.open = () => Promise.reject(new EngineError('denied', '403'));
		start();
		await feed.settled();
		expect(connection()).toMatchObject({state: 'live', note: expect.stringContaining('refused')});
		await vi.advanceTimersByTimeAsync(12_000);
		expect(calls('list')).toBe(5);
		expect(calls('watch')).toBe(1);
		expect(connection().state).toBe('live');
	});
});

describe('details', () => {
	test('only what is inspected, once, at most 8 at a time', async () => {
		const ids = Array.from({length: 20}, (_, index) => `c${index}`);
		fake.script.list = async () => [
			{type: 'containers', host: 'h', containers: [...ids, 'hidden'].map(id => someContainer(id))},
		];
		start();
		await feed.settled();
		expect(calls('detail')).toBe(0);
		feed.show([], ids);
		await feed.settled();
		expect(calls('detail')).toBe(3);
		expect(fake.most.detail).toBe(1);
		expect([...store.get().containers.values()].filter(({detailed}) => !detailed).map(({id}) => id)).toEqual([
			'hidden',
		]);
		feed.show([], [...ids].reverse());
		await feed.settled();
		expect(calls('detail')).toBe(3);
	});

	test('again after a change of membership', async () => {
		start();
		feed.show([], ['a']);
		await feed.settled();
		fake.push({type: 'container', container: someContainer('a', {endpoints: [someEndpoint('back')]})});
		await vi.advanceTimersByTimeAsync(0);
		expect(calls('detail a')).toBe(2);
	});

	test('one that fails is not asked for again until there is news', async () => {
		fake.script.detail = () => Promise.reject(new EngineError('engine', '500'));
		start();
		feed.show([], ['a']);
		await feed.settled();
		feed.show([], ['a', 'b']);
		await vi.advanceTimersByTimeAsync(20_000);
		expect(fake.log.filter(call => call.startsWith('detail'))).toEqual(['detail a', 'detail b']);
		fake.push({type: 'container', container: someContainer('a', {status: 'Up 5 minutes'})});
		await vi.advanceTimersByTimeAsync(0);
		expect(calls('detail a')).toBe(2);
	});

	test('an answer that news has overtaken is asked for again', async () => {
		let overtaken = false;
		fake.script.detail = async (_, signal) => {
			await delay(100, signal);
			const endpoints = [someEndpoint(overtaken ? 'back' : 'front', {aliases: ['x']})];
			return [{type: 'container', container: someContainer('a', {detailed: true, endpoints})}];
		};
		start();
		feed.show([], ['a']);
		await vi.advanceTimersByTimeAsync(50);
		overtaken = true;
		fake.push({type: 'container', container: someContainer('a', {endpoints: [someEndpoint('back')]})});
		await vi.advanceTimersByTimeAsync(60);
		expect(store.get().containers.get('h/a')!.endpoints[0]).toMatchObject({networkId: 'back', aliases: []});
		await vi.advanceTimersByTimeAsync(100);
		expect(store.get().containers.get('h/a')!.endpoints[0]).toMatchObject({networkId: 'back', aliases: ['x']});
	});

	test('those that failed with the connection are read after it is back', async () => {
		fake.script.detail = () => Promise.reject(new EngineError('unreachable', 'x'));
		start();
		feed.show([], ['a']);
		await feed.settled();
		fake.script.detail = async () => [{type: 'container', container: someContainer('a', {detailed: true})}];
		fake.fail();
		await vi.advanceTimersByTimeAsync(1000);
		expect(store.get().containers.get('h/a')!.detailed).toBe(true);
	});
});

test('stop ends all that is under way', async () => {
	fake.script.sample = (_, signal) => untilAborted(signal);
	fake.script.detail = (_, signal) => untilAborted(signal);
	start({reconcileMs: 1000});
	feed.show(['a', 'b'], ['a']);
	await vi.advanceTimersByTimeAsync(0);
	fake.script.list = untilAborted;
	await vi.advanceTimersByTimeAsync(2000);
	expect(fake.inFlight).toEqual({list: 1, watch: 1, sample: 2, detail: 1});
	feed.refresh();
	const picture = store.get();
	await feed.stop();
	await feed.settled();
	await vi.advanceTimersByTimeAsync(5000);
	expect(store.get()).toBe(picture);
});

test('sampling follows what is shown and the connection', async () => {
	fake.script.sample = async id => [someSample(id, Date.now(), Date.now())];
	start();
	await vi.advanceTimersByTimeAsync(5000);
	expect(calls('sample')).toBe(0);
	feed.show(['a'], []);
	await vi.advanceTimersByTimeAsync(2500);
	expect(calls('sample a')).toBe(3);
	expect(calls('sample b')).toBe(0);
	expect(store.get().traffic.get('a')!.rates!.rxBytes).toBe(1000);
	fake.script.open = unreachable;
	fake.fail();
	await vi.advanceTimersByTimeAsync(5000);
	expect(calls('sample')).toBe(3);
	fake.script.open = async () => {};
	await vi.advanceTimersByTimeAsync(2000);
	expect(connection().state).toBe('live');
	expect(calls('sample')).toBeGreaterThan(3);
	feed.show([], []);
	await vi.advanceTimersByTimeAsync(1000);
	const before = calls('sample');
	await vi.advanceTimersByTimeAsync(5000);
	expect(calls('sample')).toBe(before);
});

function event(action: string): Change {
	return {type: 'event', event: {host: 'h', at: Date.now(), kind: 'container', action, id: 'a', name: 'a'}};
}

/** Lets fake time pass until the feed is settled. */
async function feedSettles() {
	let settled = false;
	void feed.settled().then(() => {
		settled = true;
	});
	while (!settled) await vi.advanceTimersByTimeAsync(10);
}
