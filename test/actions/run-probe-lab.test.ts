import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type ProbeRun, runProbe} from '../../source/actions/run-probe.js';
import {askerOf} from '../../source/actions/vantages.js';
import type {Container} from '../../source/core/model/container.js';
import {createDockerEngine} from '../../source/engine/docker/engine.js';
import type {Engine} from '../../source/engine/engine.js';
import {onEngines, standalone} from '../lab-engines.js';

const prefix = 'probe-run';
const label = ['--label', 'docknet.test=probe'];

onEngines(standalone, ({socket}) => {
	const docker = async (...argv: readonly string[]) => {
		const {stdout} = await promisify(execFile)('docker', ['-H', `unix://${socket}`, ...argv]);
		return stdout.split('\n');
	};
	let engine: Engine;
	let containers: readonly Container[];
	const signal = new AbortController().signal;
	const containerOf = (name: string) => {
		const container = containers.find(other => other.name === `${prefix}-${name}`);
		if (!container) throw new Error(`no ${name}`);
		return container;
	};
	const helped: Partial<ProbeRun> = {helperImage: async candidates => candidates[0]};
	const from = (name: string, more: Partial<ProbeRun> = {via: 'tool'}): ProbeRun => ({
		engine,
		asker: askerOf(containerOf(name)),
		signal,
		now: Date.now,
		...more,
	});
	const addressOf = (name: string) => containerOf(name).endpoints[0]?.ipv4;

	async function removeAll() {
		const all = await docker('ps', '--all', '--filter', `name=${prefix}-`, '--format', '{{.Names}}');
		const ours = all.filter(name => name.startsWith(`${prefix}-`));
		// One by one: what Podman 4.3 removes at the same time leaves names and ports behind.
		for (const name of ours) await docker('rm', '--force', name);
		const networks = await docker('network', 'ls', '--format', '{{.Name}}');
		if (networks.includes(`${prefix}-net`)) await docker('network', 'rm', `${prefix}-net`);
	}

	const start = async (name: string, image: string, ...options: readonly string[]) =>
		docker('run', '--detach', ...label, '--name', `${prefix}-${name}`, ...options, image);

	beforeAll(async () => {
		await removeAll();
		await docker('network', 'create', ...label, `${prefix}-net`);
		const net = ['--network', `${prefix}-net`];
		await Promise.all([
			start('db', 'lab/distroless', ...net, '--network-alias', 'data'),
			start('busybox', 'lab/busybox', ...net),
			start('iputils', 'lab/iputils', ...net),
			start('noping', 'lab/noping', ...net),
			start('powerless', 'lab/busybox', ...net, '--cap-drop', 'NET_RAW', '--user', 'nobody'),
			start('alone', 'lab/busybox', '--network', 'none'),
			start('paused', 'lab/busybox', ...net).then(() => docker('pause', `${prefix}-paused`)),
			start('stopped', 'lab/busybox', ...net).then(() => docker('stop', '--time', '0', `${prefix}-stopped`)),
		]);
		engine = createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: tmpdir()});
		const changes = await engine.list(signal);
		containers = changes.flatMap(change => (change.type === 'containers' ? change.containers : []));
	});

	afterAll(async () => {
		await engine?.close();
		await removeAll();
	});

	test.each([
		['busybox', 'data', 'ok'],
		['iputils', 'data', 'ok'],
		['busybox', 'nosuchname', 'no-name'],
		['iputils', 'nosuchname', 'no-name'],
		['alone', '10.1.1.1', 'unreachable'],
		['noping', 'data', 'tool-missing'],
		['db', 'data', 'tool-missing'],
		['powerless', 'data', 'not-permitted'],
		['paused', 'data', 'not-permitted'],
		['stopped', 'data', 'not-permitted'],
	])('ping from %s to %s: %s', async (name, target, result) => {
		const {result: answer} = await runProbe('ping', {target, count: 1}, from(name));
		expect(answer?.result, answer?.message).toBe(result);
		if (result === 'ok') expect(answer).toMatchObject({sent: 1, received: 1, address: addressOf('db')});
	});

	test.each(['noping', 'db', 'powerless', 'paused'])('ping from %s with a helper', async name => {
		const {result, vantage} = await runProbe('ping', {target: 'data', count: 1}, from(name, helped));
		expect(result, result?.message).toMatchObject({result: 'ok', address: addressOf('db')});
		expect(vantage).toMatchObject({kind: 'helper', container: containerOf(name).id});
	});

	test('no helper helps where there is no network', async () => {
		const {result, vantage} = await runProbe('ping', {target: 'data', count: 1}, from('stopped', helped));
		expect(result).toMatchObject({result: 'not-permitted', message: expect.stringContaining('docker start ')});
		expect(vantage).toBeUndefined();
	});

	test.each(['busybox', 'iputils', 'noping'])('names from %s', async name => {
		const {result: found} = await runProbe('dns', {target: 'data'}, from(name));
		expect(found, found?.message).toMatchObject({result: 'ok', addresses: [addressOf('db')]});
		const file = new TextDecoder().decode(await engine.readFile(containerOf(name).id, '/etc/resolv.conf', signal));
		expect(file).toContain(`nameserver ${found?.server}`);
		const {result: lost} = await runProbe('dns', {target: 'nosuchname'}, from(name));
		expect(lost?.result, lost?.message).toBe('no-name');
	});

	test('names without a tool', async () => {
		expect((await runProbe('dns', {target: 'data'}, from('db'))).result?.result).toBe('tool-missing');
		const {result} = await runProbe('dns', {target: 'data'}, from('db', helped));
		expect(result?.addresses, result?.message).toEqual([addressOf('db')]);
	});

	test('replies are shown as they come', async () => {
		const received: number[] = [];
		await runProbe(
			'ping',
			{target: 'data', count: 2},
			{
				...from('busybox'),
				onProgress: probed => {
					if (probed.finishedAt === undefined && probed.kind === 'ping' && probed.result) {
						received.push(probed.result.received);
					}
				},
			},
		);
		expect([...new Set(received)]).toEqual([1, 2]);
	});

	test('a container that was paused since the list was read', async () => {
		const run = from('paused', {via: 'tool', asker: askerOf({...containerOf('paused'), state: 'running'})});
		const {result} = await runProbe('ping', {target: 'data', count: 1}, run);
		expect(result?.result, result?.message).toBe('not-permitted');
	});
});
