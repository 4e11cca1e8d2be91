import {execFileSync} from 'node:child_process';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type {Connection} from '../../source/core/model/snapshot.js';
import {createDockerEngine} from '../../source/engine/docker/engine.js';
import type {Engine} from '../../source/engine/engine.js';
import {startFeed} from '../../source/store/feed.js';
import {createStore} from '../../source/store/store.js';
import type {Feed, Store} from '../../source/store/types.js';
import {type FaultProxy, startFaultProxy} from '../fault-proxy.js';
import {labEngine} from '../lab-engines.js';

const lab = labEngine('a');

function docker(...argv: readonly string[]): string {
	const output = execFileSync('docker', ['-H', `unix://${lab!.socket}`, ...argv], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	return output.toString().trim();
}

const label = ['--label', 'docknet.test=feed'];

describe.skipIf(!lab)('a feed on a real engine, in bad days', () => {
	let proxy: FaultProxy;
	let engine: Engine;
	let store: Store;
	let feed: Feed;
	let web: string;

	beforeAll(async () => {
		proxy = await startFaultProxy(lab!.socket);
		removeAll();
		docker('network', 'create', ...label, 'feed-net');
		docker('run', '--detach', ...label, '--name', 'feed-db', '--network', 'feed-net', 'lab/busybox');
		const ping = ['ping', '-i', '0.2', 'feed-db'];
		const alias = ['--network-alias', 'shop'];
		web = docker(
			'run',
			'--detach',
			...label,
			'--name',
			'feed-web',
			'--network',
			'feed-net',
			...alias,
			'lab/busybox',
			...ping,
		);
	});

	afterAll(() => {
		proxy.stop();
		removeAll();
	});

	beforeEach(() => start({}));

	afterEach(async () => {
		await feed.stop();
		await engine.close();
		await proxy.set('mode=none');
		docker('network', 'prune', '--force', '--filter', 'label=docknet.test=feed');
	});

	function removeAll() {
		for (const id of docker('ps', '--all', '--quiet', '--filter', 'label=docknet.test=feed')
			.split('\n')
			.filter(Boolean)) {
			docker('rm', '--force', id);
		}
		docker('network', 'prune', '--force', '--filter', 'label=docknet.test=feed');
	}

	function start(options: {reconcileMs?: number}) {
		engine = createDockerEngine({host: `unix://${proxy.socket}`, environment: {}, homeFolder: '/nonexistent'});
		store = createStore();
		feed = startFeed(engine, store, {intervalMs: 1000, ...options});
	}

	/** Resolves with the milliseconds that it took. */
	async function until(condition: () => boolean, limitMs: number): Promise<number> {
		const startedAt = Date.now();
		while (!condition()) {
			if (Date.now() - startedAt > limitMs) throw new Error(`not within ${limitMs} ms: ${condition}`);
			await new Promise(resolve => setTimeout(resolve, 10));
		}
		return Date.now() - startedAt;
	}

	const state = (): Connection['state'] => store.get().connections.get(engine.host)!.state;
	const networks = () => [...store.get().networks.values()].map(({name}) => name);
	const hasContainer = (name: string) =>
		[...store.get().containers.values()].some(container => container.name === name);

	test('what happens shows; details and rates of what is asked for', async () => {
		await feed.settled();
		expect(state()).toBe('live');
		feed.show([web], [web]);
		await feed.settled();
		const details = store.get().containers.get(`${engine.host}/${web}`)!;
		expect(details.detailed).toBe(true);
		expect(details.endpoints[0]!.aliases).toEqual(['shop']);
		docker('rename', 'feed-db', 'feed-renamed');
		await until(() => hasContainer('feed-renamed'), 3000);
		docker('rename', 'feed-renamed', 'feed-db');
		await until(() => hasContainer('feed-db'), 3000);
		await until(() => (store.get().traffic.get(web)?.rates?.rxBytes ?? 0) > 0, 8000);
		expect(store.get().traffic.size).toBe(1);
		expect(store.get().containers.get(`${engine.host}/${web}`)!.endpoints).toEqual(details.endpoints);
	});

	test('an engine that goes away and comes back', async () => {
		await feed.settled();
		const known = store.get().containers.size;
		await proxy.set('down=1500');
		await until(() => state() === 'stale', 2000);
		expect(store.get().containers.size).toBe(known);
		docker('network', 'create', ...label, 'feed-meanwhile');
		await until(() => state() === 'live', 1500 + 3000);
		expect(networks()).toContain('feed-meanwhile');
	});

	test('all connections broken at once: nothing is lost', async () => {
		await feed.settled();
		await proxy.set('kill=1');
		docker('network', 'create', ...label, 'feed-gap');
		await until(() => networks().includes('feed-gap'), 3000);
		await until(() => state() === 'live', 3000);
	});

	test('events that never come: the picture is read again now and then', async () => {
		await feed.stop();
		await engine.close();
		await proxy.set('mode=no-events');
		start({reconcileMs: 500});
		await feed.settled();
		docker('network', 'create', ...label, 'feed-silent');
		await until(() => networks().includes('feed-silent'), 3000);
		expect(state()).toBe('live');
	});

	test('events that are refused', async () => {
		await feed.stop();
		await engine.close();
		await proxy.set('mode=html=403&match=/events');
		start({});
		await feed.settled();
		expect(store.get().connections.get(engine.host)).toMatchObject({state: 'live', note: expect.any(String)});
		docker('network', 'create', ...label, 'feed-polled');
		await until(() => networks().includes('feed-polled'), 5000);
	});

	test('a slow line: live, with rates', async () => {
		await proxy.set('mode=latency=300');
		await feed.settled();
		feed.show([web], [web]);
		await until(() => (store.get().traffic.get(web)?.rates?.rxBytes ?? 0) > 0, 10_000);
		expect(state()).toBe('live');
	});

	test.each(['garbage', 'status=500', 'html=502', 'truncate'])(
		'answers of kind %s: stale with the reason, then live',
		async mode => {
			await feed.settled();
			await proxy.set(`mode=${mode}`);
			feed.refresh();
			await until(() => state() === 'stale', 2000);
			expect(store.get().connections.get(engine.host)).toMatchObject({failure: {message: expect.stringMatching(/./)}});
			await proxy.set('mode=none');
			await until(() => state() === 'live', 3000);
			expect(hasContainer('feed-web')).toBe(true);
		},
	);
});
