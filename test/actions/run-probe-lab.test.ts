import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {runDns, runPing} from '../../source/actions/run-probe.js';
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
	const from = (name: string) => {
		const container = containers.find(other => other.name === `${prefix}-${name}`);
		if (!container) throw new Error(`no ${name}`);
		return {engine, container, signal, now: Date.now};
	};
	const addressOf = (name: string) => from(name).container.endpoints[0]?.ipv4;

	async function removeAll() {
		const all = await docker('ps', '--all', '--filter', `name=${prefix}-`, '--format', '{{.Names}}');
		const ours = all.filter(name => name.startsWith(`${prefix}-`));
		await Promise.all(ours.map(name => docker('rm', '--force', name)));
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
			start('stopped', 'lab/busybox', ...net).then(() => docker('kill', `${prefix}-stopped`)),
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
		const {ping} = await runPing({...from(name), target, count: 1});
		expect(ping?.result, ping?.message).toBe(result);
		if (result === 'ok') expect(ping).toMatchObject({sent: 1, received: 1, address: addressOf('db')});
	});

	test.each(['busybox', 'iputils', 'noping'])('names from %s', async name => {
		const found = await runDns({...from(name), name: 'data'});
		expect(found.dns, found.dns?.message).toMatchObject({result: 'ok', addresses: [addressOf('db')]});
		const file = new TextDecoder().decode(await engine.readFile(from(name).container.id, '/etc/resolv.conf', signal));
		expect(file).toContain(`nameserver ${found.dns?.server}`);
		const lost = await runDns({...from(name), name: 'nosuchname'});
		expect(lost.dns?.result, lost.dns?.message).toBe('no-name');
	});

	test('names without a tool', async () => {
		expect((await runDns({...from('db'), name: 'data'})).dns?.result).toBe('tool-missing');
	});

	test('replies are shown as they come', async () => {
		const received: number[] = [];
		await runPing({
			...from('busybox'),
			target: 'data',
			count: 2,
			onProgress: ({finishedAt, ping}) => {
				if (finishedAt === undefined && ping) received.push(ping.received);
			},
		});
		expect([...new Set(received)]).toEqual([1, 2]);
	});

	test('a container that was paused since the list was read', async () => {
		const {container, ...run} = from('paused');
		const {ping} = await runPing({...run, container: {...container, state: 'running'}, target: 'data', count: 1});
		expect(ping?.result, ping?.message).toBe('not-permitted');
	});
});
