import {PassThrough} from 'node:stream';
import {expect, test, vi} from 'vitest';
import type {Change} from '../../../source/core/model/change.js';
import type {Client} from '../../../source/engine/docker/client.js';
import type {Touched} from '../../../source/engine/docker/normalize/event.js';
import type {Reader} from '../../../source/engine/docker/read.js';
import {createWatching} from '../../../source/engine/docker/watch.js';
import {EngineError} from '../../../source/engine/errors.js';

const relisted: readonly Change[] = [{type: 'networks', host: 'h', networks: []}];

/** The watch over a stream that the test writes, and a reader that notes what it is asked. */
async function watching(overrides: Partial<Reader> = {}) {
	const events = new PassThrough();
	const client = {
		address: 'unix:///x.sock',
		connection: async () => ({engine: 'docker'}),
		stream: async () => events,
		errorOf: (error: unknown) => error,
	} as unknown as Client;
	const reader = {
		objects: vi.fn(async () => relisted),
		network: vi.fn(async id => ({type: 'network-gone', host: 'h', id}) as const),
		containers: vi.fn(async ids => ids.map((id: string) => ({type: 'container-gone', host: 'h', id}) as const)),
		...overrides,
	} as unknown as Reader;
	const {watch, touch} = createWatching(client, reader, 'h');
	const batches = watch(new AbortController().signal)[Symbol.asyncIterator]();
	expect((await batches.next()).value).toEqual([]);
	const say = (Type: string, Action: string, ID: string) =>
		events.write(`${JSON.stringify({Type, Action, Actor: {ID}, time: 1})}\n`);
	const next = async (): Promise<readonly Change[]> => (await batches.next()).value;
	return {events, reader, batches, say, next, touch};
}

test('the event at once, then what it touched; a burst is read once', async () => {
	const {say, next, reader, batches} = await watching();
	say('container', 'kill', 'a');
	expect(await next()).toMatchObject([{type: 'event', event: {action: 'kill', id: 'a'}}]);
	say('container', 'die', 'a');
	say('container', 'start', 'b');
	const seen: Change[] = [];
	while (!seen.some(({type}) => type === 'container-gone')) seen.push(...(await next()));
	expect(reader.containers).toHaveBeenCalledTimes(1);
	expect(reader.containers).toHaveBeenCalledWith(['a', 'b'], expect.anything());
	await batches.return?.();
});

test('more than 20 objects are read as one list', async () => {
	const {say, next, reader, batches} = await watching();
	for (let index = 0; index < 21; index++) say('container', 'start', `c${index}`);
	const seen: Change[] = [];
	while (!seen.some(({type}) => type === 'networks')) seen.push(...(await next()));
	expect(reader.objects).toHaveBeenCalledTimes(1);
	expect(reader.containers).not.toHaveBeenCalled();
	await batches.return?.();
});

test('what went needs no reading; what came again after does', async () => {
	const {say, next, reader, batches} = await watching();
	say('network', 'destroy', 'n');
	say('container', 'destroy', 'gone');
	say('container', 'destroy', 'back');
	say('container', 'create', 'back');
	const seen: Change[] = [];
	while (!seen.some(({type}) => type === 'network-gone')) seen.push(...(await next()));
	expect(seen).toContainEqual({type: 'container-gone', host: 'h', id: 'gone'});
	expect(reader.containers).toHaveBeenCalledWith(['back'], expect.anything());
	expect(reader.network).not.toHaveBeenCalled();
	await batches.return?.();
});

test('touched by this program itself', async () => {
	const {touch, next, reader, batches} = await watching();
	const touched: Touched = {kind: 'network', id: 'n', gone: false};
	touch([touched]);
	expect(await next()).toEqual([{type: 'network-gone', host: 'h', id: 'n'}]);
	expect(reader.network).toHaveBeenCalledTimes(1);
	await batches.return?.();
});

test('events that come while objects are read are read after, one round at a time', async () => {
	let running = 0;
	let most = 0;
	const {say, next, batches} = await watching({
		containers: async ids => {
			running += 1;
			most = Math.max(most, running);
			await new Promise(resolve => setTimeout(resolve, 120));
			running -= 1;
			return ids.map(id => ({type: 'container-gone', host: 'h', id}) as const);
		},
	});
	const seen: Change[] = [];
	const gone = (id: string) => seen.some(change => change.type === 'container-gone' && change.id === id);
	say('container', 'start', 'a');
	await next();
	setTimeout(() => say('container', 'start', 'b'), 100);
	while (!gone('a') || !gone('b')) seen.push(...(await next()));
	expect(most).toBe(1);
	await batches.return?.();
});

test('the stream ends, or reading fails: an EngineError, after what was heard', async () => {
	const ended = await watching();
	ended.say('container', 'start', 'a');
	ended.events.end();
	expect(await ended.next()).toMatchObject([{type: 'event'}]);
	await expect(ended.next()).rejects.toMatchObject({kind: 'unreachable', failure: {reason: 'reset'}});

	const refused = new EngineError('denied', 'no');
	const failing = await watching({containers: () => Promise.reject(refused)});
	failing.say('container', 'start', 'a');
	await failing.next();
	await expect(failing.next()).rejects.toBe(refused);
	expect(failing.events.destroyed).toBe(true);
});
