import {execFile} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Vantage} from '../../../source/core/probes/probe.js';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import {onEngines, standalone} from '../../lab-engines.js';
import {createTargets} from './targets.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'docknet-namespace-'));
// Also for another user.
chmodSync(folder, 0o755);

beforeAll(async () => {
	await run('node', ['source/build.js', 'test/engine/docker/execute-once.ts', folder], {cwd: root});
});

afterAll(() => rmSync(folder, {recursive: true}));

onEngines(standalone, lab => {
	const targets = createTargets(lab, 'namespace-test');

	/** As on the engine's own host. */
	async function onHost(vantage: Partial<Vantage>, argv: readonly string[], as: readonly string[] = []) {
		const socket = `DOCKER_HOST=unix://${lab.socket}`;
		const program = ['node', join(folder, 'cli.js'), JSON.stringify(vantage), ...argv];
		const {stdout} = await run('test/lab/exec', [lab.name, 'env', socket, ...as, ...program], {cwd: root});
		return JSON.parse(stdout);
	}

	beforeAll(targets.clean);
	afterAll(targets.clean);

	test('programs of this machine see the network, the names and the interfaces of the container', async () => {
		const container = await targets.run({
			Image: 'lab/distroless',
			Cmd: ['serve', '8080'],
			HostConfig: {ExtraHosts: ['known.example:192.0.2.7']},
		});
		const sharing = await targets.run({HostConfig: {NetworkMode: `container:${container}`}});
		const engine = createDockerEngine({host: `unix://${lab.socket}`, environment: {}, homeFolder: '/nowhere'});
		const own = ['cat', '/etc/resolv.conf', '/etc/hosts', '/sys/class/net/eth0/address'];
		const options = {timeoutMs: 10_000, signal: new AbortController().signal};
		const seen = await engine.execute({kind: 'tool', host: engine.host, container: sharing}, own, options);
		await engine.close();
		for (const id of [container, sharing]) {
			expect(await onHost({kind: 'namespace', container: id}, own)).toMatchObject({exitCode: 0, stdout: seen.stdout});
		}

		const namespace = {kind: 'namespace', container} as const;
		expect((await onHost(namespace, ['getent', 'hosts', 'known.example'])).stdout).toMatch(/^192\.0\.2\.7\s/);
		expect((await onHost(namespace, ['curl', '-sI', 'http://127.0.0.1:8080/'])).stdout).toContain('200');
		expect(await onHost(namespace, ['no-such-program'])).toMatchObject({exitCode: 127});
		const local = await onHost({kind: 'local'}, ['cat', '/sys/class/net/eth0/address']);
		expect(local).toMatchObject({exitCode: 0});
		expect(seen.stdout).not.toContain(local.stdout);
	});

	test('why it cannot be entered', async () => {
		const container = await targets.run();
		const namespace = {kind: 'namespace', container} as const;
		const stopped = await onHost({kind: 'namespace', container: await targets.run({}, false)}, ['true']);
		expect(stopped).toMatchObject({kind: 'conflict'});
		const asNobody = ['setpriv', '--reuid', '65534', '--keep-groups'];
		expect(await onHost(namespace, ['true'], asNobody)).toEqual({
			kind: 'unsupported',
			message: 'The network namespace cannot be entered from here: docknet does not run as root.',
		});
		// From the machine, whose processes are others: the same socket, but as good as another machine.
		const environment = {...process.env, DOCKER_HOST: `unix://${lab.socket}`};
		const program = [join(folder, 'cli.js'), JSON.stringify(namespace), 'true'];
		const {stdout} = await run('node', program, {env: environment});
		expect(JSON.parse(stdout)).toEqual({
			kind: 'unsupported',
			message: 'The network namespace cannot be entered from here: its processes are not those of this machine.',
		});
	});
});
