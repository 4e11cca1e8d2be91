import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {runMatrix} from '../../source/actions/run-matrix.js';
import type {Network} from '../../source/core/model/network.js';
import {emptySnapshot, type Snapshot} from '../../source/core/model/snapshot.js';
import {membersOf} from '../../source/core/names/members.js';
import {type Matrix, type MatrixKind, summaryOf} from '../../source/core/probes/matrix.js';
import {troublesOf} from '../../source/core/probes/matrix-text.js';
import {createDockerEngine} from '../../source/engine/docker/engine.js';
import type {Engine} from '../../source/engine/engine.js';
import {reduce} from '../../source/store/reduce.js';
import {onEnginesInTurn} from '../lab-engines.js';

const prefix = 'matrix-run';
const label = ['--label', 'docknet.test=matrix'];

onEnginesInTurn(['a', 'e28'], ({socket}) => {
	const docker = async (...argv: readonly string[]) => {
		const {stdout} = await promisify(execFile)('docker', ['-H', `unix://${socket}`, ...argv]);
		return stdout.split('\n').filter(Boolean);
	};
	const never = new AbortController().signal;
	let engine: Engine;
	let snapshot: Snapshot;

	async function removeAll() {
		const ours = ['--filter', 'label=docknet.test=matrix', '--quiet'];
		const containers = await docker('ps', '--all', ...ours);
		if (containers.length > 0) await docker('rm', '--force', ...containers);
		const networks = await docker('network', 'ls', ...ours);
		if (networks.length > 0) await docker('network', 'rm', ...networks);
	}

	const start = (network: string, name: string, image: string, ...command: readonly string[]) =>
		docker(
			...['run', '--detach', '--stop-signal', 'KILL', ...label],
			...['--network', `${prefix}-${network}`, '--name', `${prefix}-${name}`, image, ...command],
		);
	const memberNumbers = Array.from({length: 12}, (_, index) => index + 1);

	beforeAll(async () => {
		await removeAll();
		for (const network of ['dozen', 'mixed']) await docker('network', 'create', ...label, `${prefix}-${network}`);
		for (const number of memberNumbers) await start('dozen', `c${number}`, 'lab/busybox');
		await start('mixed', 'busybox', 'lab/busybox');
		await start('mixed', 'noping', 'lab/noping');
		await start('mixed', 'distroless', 'lab/distroless');
		await start('mixed', 'paused', 'lab/busybox');
		await docker('pause', `${prefix}-paused`);
		engine = createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: tmpdir()});
		snapshot = (await engine.list(never)).reduce(reduce, emptySnapshot);
	}, 120_000);

	afterAll(async () => {
		await engine?.close();
		await removeAll();
	});

	function ask(
		name: string,
		kind: MatrixKind,
		signal = never,
		onProgress: (matrix: Matrix) => void = () => {},
		image = 'lab/iputils',
	) {
		const network = [...snapshot.networks.values()].find(each => each.name === `${prefix}-${name}`) as Network;
		const containers = membersOf(network, snapshot).members;
		return runMatrix({engine, kind, containers, network, image, signal, now: Date.now, onProgress});
	}

	test('twelve containers by ping: all pairs within 10 s, with progress', async () => {
		const seen = new Set<number>();
		const matrix = await ask('dozen', 'ping', never, progress => seen.add(summaryOf(progress).done));
		expect(summaryOf(matrix), troublesOf(matrix).join('\n')).toEqual({total: 132, done: 132, ok: 132, failed: 0});
		expect(matrix.finishedAt! - matrix.startedAt).toBeLessThan(10_000);
		expect(seen.size).toBeGreaterThan(20);
	});

	test('cancelled: over within 2 s, no answer is made up', async () => {
		const abort = new AbortController();
		let stopped = 0;
		let last: Matrix | undefined;
		const running = ask('dozen', 'ping', abort.signal, progress => {
			last = progress;
			if (stopped > 0 || summaryOf(progress).done === 0) return;
			stopped = Date.now();
			abort.abort();
		});
		await expect(running).rejects.toMatchObject({kind: 'cancelled'});
		expect(Date.now() - stopped).toBeLessThan(2000);
		expect(last?.finishedAt).toBeDefined();
		const {done, ok} = summaryOf(last!);
		expect(ok).toBe(done);
		expect(done).toBeLessThan(132);
	});

	test('containers without tools, and a paused one, by ping, dns and tcp', async () => {
		for (const kind of ['ping', 'dns'] as const) {
			const matrix = await ask('mixed', kind);
			expect(summaryOf(matrix), troublesOf(matrix).join('\n')).toEqual({total: 12, done: 12, ok: 12, failed: 0});
		}

		const matrix = await ask('mixed', 'tcp');
		const open = new Map(matrix.members.map(({container, ports}) => [container.name, ports?.ports]));
		expect(open.get(`${prefix}-busybox`)).toEqual([]);
		expect(open.get(`${prefix}-distroless`)?.length).toBeGreaterThan(0);
		const {ok, failed} = summaryOf(matrix);
		expect({ok, failed}, troublesOf(matrix).join('\n')).toEqual({
			ok: 3 * open.get(`${prefix}-distroless`)!.length,
			failed: 0,
		});
	});
});
