import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Docker from 'dockerode';
import {afterAll, beforeAll, beforeEach, expect, test, vi} from 'vitest';
import {createClient} from '../../../source/engine/docker/client.js';
import type {Connection} from '../../../source/engine/docker/connect.js';
import {EngineError} from '../../../source/engine/errors.js';

const folder = mkdtempSync(join(tmpdir(), 'docknet-client-'));
const socketPath = join(folder, 'engine.sock');
const never = new AbortController().signal;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
const close = vi.fn(async () => {});
const connect = vi.fn(
	async () => ({docker: new Docker({socketPath, version: 'v1.41'}), close}) as unknown as Connection,
);
const open = () => createClient(`unix://${socketPath}`, connect);

beforeAll(async () => {
	server = createServer((request, response) => answer(request, response));
	await new Promise<void>(resolve => server.listen(socketPath, resolve));
});
beforeEach(() => {
	connect.mockClear();
	close.mockClear();
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
	rmSync(folder, {recursive: true});
});

test('the pinned version, the query, the body', async () => {
	const asked: unknown[] = [];
	answer = async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		asked.push([request.method, request.url, body]);
		response.end('{"Id":"x"}');
	};
	const client = open();
	expect(await client.json({path: '/info'}, never)).toEqual({Id: 'x'});
	await client.json({path: '/containers/json', query: {all: 1, filters: '{"id":["a&b"]}'}}, never);
	await client.change({method: 'POST', path: '/x', query: {name: 'n'}, body: {A: [1]}}, never);
	await client.change({method: 'POST', path: '/containers/a/start'}, never);
	expect(asked).toEqual([
		['GET', '/v1.41/info', ''],
		['GET', `/v1.41/containers/json?all=1&filters=${encodeURIComponent('{"id":["a&b"]}')}`, ''],
		['POST', '/v1.41/x?name=n', '{"A":[1]}'],
		['POST', '/v1.41/containers/a/start', ''],
	]);
	expect(connect).toHaveBeenCalledTimes(1);
});

test('an answer that breaks off is a lost connection; the next request makes a new one', async () => {
	answer = (_, response) => {
		response.writeHead(200, {'Content-Length': 100});
		response.write('[1,2', () => response.destroy());
	};
	const client = open();
	const broken = client.json({path: '/x'}, never);
	await expect(broken).rejects.toMatchObject({kind: 'unreachable', failure: {reason: 'reset'}});
	expect(close).toHaveBeenCalledTimes(1);
	answer = (_, response) => response.end('null');
	expect(await client.json({path: '/x'}, never)).toBeNull();
	expect(connect).toHaveBeenCalledTimes(2);
});

test('a lost connection is closed only after its last stream', async () => {
	answer = (request, response) => {
		if (request.url?.includes('stream')) response.write('a');
		else request.socket.destroy();
	};
	const client = open();
	const stream = await client.stream({path: '/stream'}, never);
	await expect(client.json({path: '/x'}, never)).rejects.toMatchObject({kind: 'unreachable'});
	expect(close).not.toHaveBeenCalled();
	stream.destroy();
	await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(1));
});

test('an answer without end is not kept', async () => {
	answer = (_, response) => {
		const chunk = Buffer.alloc(4 * 1024 * 1024, 'x');
		const pour = (): void => {
			while (!response.destroyed && response.write(chunk));
		};
		response.on('drain', pour);
		response.on('error', () => {});
		pour();
	};
	await expect(open().json({path: '/x'}, never)).rejects.toMatchObject({kind: 'engine'});
});

test('a refusal in the words of the engine, or of nobody', async () => {
	answer = (_, response) => response.writeHead(409).end('{"message":"name is taken"}');
	await expect(open().json({path: '/x'}, never)).rejects.toMatchObject({kind: 'conflict', message: 'name is taken'});
	answer = (_, response) => response.writeHead(403).end('<html>no</html>'.repeat(10_000));
	await expect(open().json({path: '/x'}, never)).rejects.toMatchObject({kind: 'denied'});
});

test('an answer where a terminal was asked for', async () => {
	answer = (_, response) => response.write('hello');
	const call = {method: 'POST', path: '/exec/x/start', body: {Tty: true}} as const;
	await expect(open().upgrade(call, never)).rejects.toMatchObject({kind: 'unsupported'});
	answer = (_, response) => response.writeHead(409).end('{"message":"is paused"}');
	await expect(open().upgrade(call, never)).rejects.toMatchObject({kind: 'conflict', message: 'is paused'});
});

test('empty answers, and those that are no JSON', async () => {
	answer = (_, response) => response.end();
	expect(await open().json({path: '/x'}, never)).toBeUndefined();
	answer = (_, response) => response.end('OK');
	expect(await open().change({method: 'POST', path: '/x'}, never)).toBeUndefined();
	await expect(open().json({path: '/x'}, never)).rejects.toMatchObject({kind: 'engine'});
});

test('signals: before, while it hangs, of another caller, and close', async () => {
	answer = () => {};
	const client = open();
	await expect(client.json({path: '/x'}, AbortSignal.abort())).rejects.toMatchObject({kind: 'cancelled'});
	const mine = new AbortController();
	const [one, other] = [client.json({path: '/x'}, mine.signal), client.json({path: '/y'}, never)];
	other.catch(() => {});
	mine.abort();
	await expect(one).rejects.toMatchObject({kind: 'cancelled'});
	answer = (_, response) => response.end('1');
	expect(await client.json({path: '/z'}, never)).toBe(1);
	await client.close();
	expect(close).toHaveBeenCalledTimes(1);
});

test('a connection that cannot be made is tried again by the next request', async () => {
	answer = (_, response) => response.end('1');
	connect.mockRejectedValueOnce(new EngineError('unreachable', 'no socket'));
	const client = open();
	await expect(client.json({path: '/x'}, never)).rejects.toMatchObject({kind: 'unreachable', message: 'no socket'});
	expect(await client.json({path: '/x'}, never)).toBe(1);
});

test('one signal for many requests leaves no listeners behind', async () => {
	answer = (_, response) => response.end('1');
	const warned = vi.fn();
	process.on('warning', warned);
	const {signal} = new AbortController();
	const added = vi.spyOn(signal, 'addEventListener');
	const removed = vi.spyOn(signal, 'removeEventListener');
	const client = open();
	await Promise.all(Array.from({length: 30}, () => client.json({path: '/x'}, signal)));
	await new Promise(resolve => setImmediate(resolve));
	expect(removed.mock.calls.length).toBeGreaterThanOrEqual(added.mock.calls.length);
	expect(warned).not.toHaveBeenCalled();
	process.off('warning', warned);
});

test('Podman is asked in its own words where Docker’s API has none; Docker is not', async () => {
	const asked: unknown[] = [];
	answer = (request, response) => {
		asked.push(request.url);
		response.end('[]');
	};
	const libpod = new Docker({socketPath, version: 'v4.0.0'});
	const podman = async () => ({...(await connect()), libpod}) as unknown as Connection;
	const call = {path: '/libpod/networks/json', libpod: true} as const;
	await createClient(`unix://${socketPath}`, podman).json(call, never);
	await open().json(call, never);
	expect(asked).toEqual(['/v4.0.0/libpod/networks/json', '/v1.41/libpod/networks/json']);
});
