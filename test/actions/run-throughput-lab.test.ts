import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {runProbe} from '../../source/actions/run-probe.js';
import {runThroughput} from '../../source/actions/run-throughput.js';
import {askerOf} from '../../source/actions/vantages.js';
import type {Container} from '../../source/core/model/container.js';
import type {Probed} from '../../source/core/probes/probed.js';
import {createDockerEngine} from '../../source/engine/docker/engine.js';
import type {Engine} from '../../source/engine/engine.js';
import {onEngines, standalone} from '../lab-engines.js';

const prefix = 'probe-rate';
const label = ['--label', 'docknet.test=probe-rate'];

onEngines(standalone, ({socket}) => {
	const docker = async (...argv: readonly string[]) => {
		const {stdout} = await promisify(execFile)('docker', ['-H', `unix://${socket}`, ...argv]);
		return stdout.split('\n').filter(Boolean);
	};
	let engine: Engine;
	let containers: readonly Container[];
	const {signal} = new AbortController();
	const named = (name: string) => askerOf(containers.find(container => container.name === `${prefix}-${name}`)!);
	const addressOf = (name: string) => named(name).container?.endpoints[0]?.ipv4 ?? '';
	const from = (name: string, image?: string) => ({
		engine,
		asker: named(name),
		signal,
		now: Date.now,
		...(image && {image}),
	});
	const processes = async (name: string) => (await docker('exec', `${prefix}-${name}`, 'ps')).join('\n');

	async function removeAll() {
		const all = await docker('ps', '--all', '--filter', `name=${prefix}-`, '--format', '{{.Names}}');
		if (all.length > 0) await docker('rm', '--force', ...all);
		const networks = await docker('network', 'ls', '--format', '{{.Name}}');
		if (networks.includes(`${prefix}-net`)) await docker('network', 'rm', `${prefix}-net`);
	}

	const start = async (name: string, image: string, ...options: readonly string[]) =>
		docker('run', '--detach', ...label, '--name', `${prefix}-${name}`, '--network', `${prefix}-net`, ...options, image);

	beforeAll(async () => {
		await removeAll();
		await docker('network', 'create', ...label, '--opt', 'com.docker.network.driver.mtu=9000', `${prefix}-net`);
		await Promise.all([
			start('busybox', 'lab/busybox'),
			start('iputils', 'lab/iputils'),
			start('narrow', 'lab/iputils', '--cap-add', 'NET_ADMIN'),
			start('distroless', 'lab/distroless'),
		]);
		await docker('exec', `${prefix}-narrow`, 'ip', 'link', 'set', 'eth0', 'mtu', '1400');
		engine = createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: tmpdir()});
		const changes = await engine.list(signal);
		containers = changes.flatMap(change => (change.type === 'containers' ? change.containers : []));
	});

	afterAll(async () => {
		await engine?.close();
		await removeAll();
	});

	test.each([
		['busybox', 'iputils'],
		['iputils', 'busybox'],
		['busybox', 'busybox'],
	])('%s sends to %s', async (sender, receiver) => {
		const reports: Probed[] = [];
		const {result, finishedAt} = await runThroughput({
			...from(sender),
			target: named(receiver),
			address: addressOf(receiver),
			onProgress: probed => reports.push(probed),
		});
		expect(result).toMatchObject({result: 'ok'});
		expect(result?.bytes).toBeGreaterThan(1_000_000);
		expect(result?.bytes).toBeLessThanOrEqual(64 * 1024 * 1024);
		expect(result?.bitsPerSecond).toBeCloseTo((result!.bytes! * 8) / result!.seconds!, -6);
		expect(reports.filter(probed => probed.result)).toHaveLength(1);
		expect(reports.at(-1)).toMatchObject({finishedAt, result});
	});

	test('between containers without programs, by helpers', async () => {
		const {result, vantage} = await runThroughput({
			...from('distroless', 'lab/busybox:latest'),
			target: named('distroless'),
			address: addressOf('distroless'),
		});
		expect(result).toMatchObject({result: 'ok'});
		expect(vantage?.kind).toBe('helper');
	});

	test('nobody reaches the listener: it is ended at once', async () => {
		const began = Date.now();
		const {result} = await runThroughput({
			...from('iputils'),
			target: named('busybox'),
			address: addressOf('distroless'),
		});
		expect(result?.result).toBe('refused');
		expect(await processes('busybox')).not.toMatch(/nc -l|\[(timeout|nc|sh|sleep)\]/);
		expect(Date.now() - began).toBeLessThan(12_000);
	});

	test('the largest packet, and that larger ones vanish', async () => {
		const search = await runProbe('mtu', {target: addressOf('narrow')}, from('iputils'));
		// A veth leaves room for a VLAN tag.
		expect(search.result).toMatchObject({result: 'timeout', vanishes: true, interfaceMtu: 9000, mtu: 1404});
		const sizes = await Promise.all(
			[1372, 1472].map(size => runProbe('mtu', {target: addressOf('narrow'), size}, from('iputils'))),
		);
		expect(sizes.map(({result}) => result?.result)).toEqual(['ok', 'timeout']);
		const back = await runProbe('mtu', {target: addressOf('iputils'), size: 1472}, from('narrow'));
		expect(back.result).toMatchObject({result: 'too-big', interfaceMtu: 1400});
	});
});
