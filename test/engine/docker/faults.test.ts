import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import type {Engine} from '../../../source/engine/engine.js';
import {labEngine} from '../../lab-engines.js';

const never = new AbortController().signal;
const lab = labEngine('a');
const folder = mkdtempSync(join(tmpdir(), 'docknet-faults-'));

/** A proxy of the lab on a socket of our own. */
async function startProxy(kind: 'fault-proxy' | 'readonly-proxy', ...options: readonly string[]) {
	const socket = join(folder, `${kind}.sock`);
	const script = fileURLToPath(new URL(`../../lab/node/${kind}.cjs`, import.meta.url));
	const child = spawn(process.execPath, [script, '--listen', socket, '--target', lab?.socket ?? '', ...options], {
		stdio: 'ignore',
	});
	await vi.waitFor(() => ask(socket, '/_ping'), {timeout: 5000});
	return {socket, stop: () => end(child)};
}

function end(child: ChildProcess): Promise<void> {
	return new Promise(resolve => {
		child.on('exit', () => resolve());
		child.kill();
	});
}

function ask(socketPath: string, path: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const call = request(
			{socketPath, path, method: path.startsWith('/_fault?') ? 'POST' : 'GET', agent: false},
			answer => {
				let body = '';
				answer.on('data', chunk => {
					body += chunk;
				});
				answer.on('end', () => resolve(body));
			},
		);
		call.on('error', reject);
		call.end();
	});
}

function engineAt(socket: string): Engine {
	return createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: '/nowhere'});
}

afterAll(() => rmSync(folder, {recursive: true}));

describe.skipIf(!lab)('an engine that misbehaves', () => {
	let proxy: Awaited<ReturnType<typeof startProxy>>;
	let engine: Engine;

	const fault = (mode: string, match = '') =>
		ask(proxy.socket, `/_fault?mode=${mode}&match=${encodeURIComponent(match)}`);

	beforeAll(async () => {
		proxy = await startProxy('fault-proxy');
	});
	afterAll(() => proxy.stop());

	beforeEach(async () => {
		engine = engineAt(proxy.socket);
		await fault('none');
		await engine.list(never);
	});
	afterEach(() => engine.close());

	test.each([
		['reset', {kind: 'unreachable', failure: {reason: 'reset'}}],
		['drop=0', {kind: 'unreachable', failure: {reason: 'reset'}}],
		['garbage', {kind: 'engine', message: expect.stringContaining('not JSON')}],
		['truncate', {kind: 'engine', message: expect.stringContaining('cut short')}],
		['status=500', {kind: 'engine'}],
		['status=503', {kind: 'engine'}],
		['status=404', {kind: 'missing'}],
		['html=403', {kind: 'denied'}],
		['html=502', {kind: 'engine'}],
	])('%s: the list fails so, and works again after', async (mode, error) => {
		await fault(mode, '/(networks|containers/json)');
		await expect(engine.list(never)).rejects.toMatchObject({name: 'EngineError', ...error});
		await fault('none');
		expect(await engine.list(never)).toHaveLength(3);
	});

	test('hang: given up after 15 s, and at once when cancelled', async () => {
		const hung = async () => {
			while (JSON.parse(await ask(proxy.socket, '/_fault')).faulted === 0);
		};

		await fault('hang', '/containers/json');
		const stopping = new AbortController();
		const cancelled = engine.list(stopping.signal).catch((error: unknown) => error);
		await hung();
		stopping.abort();
		expect(await cancelled).toMatchObject({kind: 'cancelled'});

		await fault('hang', '/containers/json');
		vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
		try {
			const late = engine.list(never).catch((error: unknown) => error);
			await hung();
			await vi.advanceTimersByTimeAsync(15_000);
			expect(await late).toMatchObject({kind: 'timeout', message: expect.stringContaining('within 15 s')});
		} finally {
			vi.useRealTimers();
		}
	});

	test.each(['html=403', 'status=500', 'status=404'])('/info %s: the rest is listed', async mode => {
		await fault(mode, '/info');
		const changes = await engine.list(never);
		expect(changes.map(({type}) => type)).toEqual(['host', 'networks', 'containers']);
		expect(changes[0]).toMatchObject({
			host: {name: engine.address, version: expect.stringMatching(/^20\.10/), drivers: []},
		});
	});

	test.each([
		['html=403', {kind: 'denied'}],
		['status=500', {kind: 'engine'}],
		['reset', {kind: 'unreachable'}],
	])('events %s: the watch fails before it begins', async (mode, error) => {
		await fault(mode, '/events');
		const stream = engine.watch(never)[Symbol.asyncIterator]();
		await expect(stream.next()).rejects.toMatchObject({name: 'EngineError', ...error});
	});

	test.each(['cut=100', 'none, then killed'])('events %s: the watch ends', async mode => {
		await fault(mode.startsWith('cut') ? mode : 'none', '/events');
		const stream = engine.watch(never)[Symbol.asyncIterator]();
		expect((await stream.next()).value).toEqual([]);
		if (!mode.startsWith('cut')) await ask(proxy.socket, '/_fault?kill=1').catch(() => {});
		await expect(stream.next()).rejects.toMatchObject({kind: 'unreachable', failure: {reason: 'reset'}});
	});

	test('silence is no fault; it ends at once with the signal', async () => {
		await fault('no-events');
		const stopping = new AbortController();
		const stream = engine.watch(stopping.signal)[Symbol.asyncIterator]();
		expect((await stream.next()).value).toEqual([]);
		const next = stream.next();
		stopping.abort();
		await expect(next).rejects.toMatchObject({kind: 'cancelled'});
	});

	test('the engine goes away and comes back', async () => {
		await ask(proxy.socket, '/_fault?down=300').catch(() => {});
		await expect(engine.list(never)).rejects.toMatchObject({kind: 'unreachable'});
		await vi.waitFor(async () => expect(await engine.list(never)).toHaveLength(3), {timeout: 5000});
	});

	test('nothing stays open', async () => {
		const openNow = async () => JSON.parse(await ask(proxy.socket, '/_fault')).connections as number;
		await fault('drop=0', '/(networks|containers/json)');
		await engine.list(never).catch(() => {});
		const stopping = new AbortController();
		await fault('none');
		const stream = engine.watch(stopping.signal)[Symbol.asyncIterator]();
		await stream.next();
		stopping.abort();
		await stream.next().catch(() => {});
		await engine.close();
		await vi.waitFor(async () => expect(await openNow()).toBeLessThanOrEqual(1), {timeout: 5000});
	});
});

describe.skipIf(!lab)('a proxy that lets only containers and networks be read', () => {
	let proxy: Awaited<ReturnType<typeof startProxy>>;
	beforeAll(async () => {
		proxy = await startProxy('readonly-proxy', '--allow', 'ping,version,containers,networks');
	});
	afterAll(() => proxy.stop());

	test('lists; events and changes are denied', async () => {
		const engine = engineAt(proxy.socket);
		expect(await engine.list(never)).toMatchObject([{type: 'host'}, {type: 'networks'}, {type: 'containers'}]);
		await expect(engine.watch(never)[Symbol.asyncIterator]().next()).rejects.toMatchObject({kind: 'denied'});
		const step = {
			type: 'remove-network',
			host: engine.host,
			network: 'adapter-none',
			networkName: 'adapter-none',
		} as const;
		await expect(engine.apply(step, never)).rejects.toMatchObject({kind: 'denied'});
		await engine.close();
	});
});
