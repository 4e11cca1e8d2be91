import {spawn} from 'node:child_process';
import {chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer as createWebServer} from 'node:http';
import {createConnection, createServer, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, onTestFinished, test, vi} from 'vitest';
import {connect} from '../../../source/engine/docker/connect.js';
import {labEngine, labEngines} from '../../lab-engines.js';

const folder = mkdtempSync(join(tmpdir(), 'docknet-test-'));
const ends: (() => void)[] = [];
afterAll(() => {
	for (const end of ends) end();
	rmSync(folder, {recursive: true});
});

function open(host: string, environment: NodeJS.ProcessEnv = {}, signal = new AbortController().signal) {
	return connect({host, environment, homeFolder: folder}, signal);
}

async function failure(host: string, environment: NodeJS.ProcessEnv = {}) {
	const error = await open(host, environment).then(
		() => new Error('connected'),
		(error: unknown) => error,
	);
	expect(error).toMatchObject({name: 'EngineError', kind: 'unreachable'});
	return (error as {failure: {reason: string; message: string; advice: readonly string[]}}).failure;
}

/** The file of a socket is there before anybody listens. */
function accepted(path: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const socket = createConnection(path, () => {
			socket.destroy();
			resolve();
		});
		socket.on('error', reject);
	});
}

async function listen(server: Server, path: string): Promise<string> {
	await new Promise<void>(resolve => server.listen(path, resolve));
	ends.push(() => server.close());
	return `unix://${path}`;
}

describe.each(labEngines)('engine $name', ({socket, engine}) => {
	test('connects, pins the version, and gives everything back', async () => {
		const connection = await open(`unix://${socket}`);
		const {ApiVersion, Version} = await connection.docker.version();
		expect(connection).toMatchObject({
			address: `unix://${socket}`,
			engine,
			apiVersion: ApiVersion,
			engineVersion: Version,
		});
		expect((connection.docker.modem as unknown as {version: string}).version).toBe(`v${ApiVersion}`);
		await connection.close();
	});
});

const engine = labEngine('a');

describe.skipIf(!engine)('settings and engine a', () => {
	const host = `unix://${engine?.socket}`;

	test('DOCKER_HOST of the process does not get in the way of -H', async () => {
		vi.stubEnv('DOCKER_HOST', 'tcp://not an address');
		const connection = await open(host);
		expect((await connection.docker.listNetworks()).length).toBeGreaterThan(0);
		expect(process.env.DOCKER_HOST).toBe('tcp://not an address');
		await connection.close();
		vi.unstubAllEnvs();
	});

	test('DOCKER_API_VERSION is kept, or said to be impossible', async () => {
		const connection = await open(host, {DOCKER_API_VERSION: '1.30'});
		expect(connection.apiVersion).toBe('1.30');
		await connection.close();
		expect(await failure(host, {DOCKER_API_VERSION: '1.60'})).toMatchObject({
			reason: 'api-too-old',
			message: expect.stringContaining('up to 1.41, older than DOCKER_API_VERSION=1.60'),
		});
		for (const wanted of ['1.10', 'new']) {
			expect(await failure(host, {DOCKER_API_VERSION: wanted})).toMatchObject({reason: 'bad-configuration'});
		}
	});

	test('a proxy that hides one of the two questions is good enough', async () => {
		for (const allow of ['ping,networks', 'version,networks']) {
			const proxied = await proxy('readonly-proxy', '--allow', allow);
			const connection = await open(proxied);
			expect(connection).toMatchObject({apiVersion: '1.41', engineVersion: expect.stringMatching(/^20\.10/)});
			expect((await connection.docker.listNetworks()).length).toBeGreaterThan(0);
			await connection.close();
		}
	});

	test('a proxy that denies both is named', async () => {
		expect(await failure(await proxy('readonly-proxy', '--allow', 'containers'))).toMatchObject({
			reason: 'filtered',
			message: expect.stringMatching(/denies even \/_ping and \/version \(HTTP 403\)/),
		});
	});

	test.each([
		['hang', 'timeout', /did not answer within 10 s/],
		['reset', 'reset', /broke the connection/],
		['status=500', 'engine-error', /answers with HTTP 500: .*\.$/],
		['html=404', 'not-an-engine', /not a Docker engine \(HTTP 404/],
	])('an engine that does %s', async (mode, reason, message) => {
		const inTime = AbortSignal.timeout;
		const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(ms => inTime.call(AbortSignal, ms / 20));
		onTestFinished(() => timeout.mockRestore());
		const proxied = await proxy('fault-proxy', '--mode', mode);
		expect(await failure(proxied)).toMatchObject({reason, message: expect.stringMatching(message)});
		expect(timeout).toHaveBeenCalledWith(10_000);
	});

	test('cancelled while it hangs', async () => {
		const proxied = await proxy('fault-proxy', '--mode', 'hang');
		const stop = new AbortController();
		const opening = open(proxied, {}, stop.signal);
		stop.abort();
		await expect(opening).rejects.toMatchObject({kind: 'cancelled'});
	});

	/** The lab's own misbehaving proxies, on a socket of this test. */
	async function proxy(name: string, ...options: readonly string[]): Promise<string> {
		const path = join(folder, `proxy-${ends.length}.sock`);
		const script = new URL(`../../lab/node/${name}.cjs`, import.meta.url).pathname;
		const argv = [script, '--listen', path, '--target', engine?.socket ?? '', ...options];
		const child = spawn(process.execPath, argv, {stdio: 'ignore'});
		ends.push(() => child.kill());
		await vi.waitFor(() => accepted(path), {timeout: 10_000, interval: 10});
		return `unix://${path}`;
	}
});

describe('no engine', () => {
	test('no such socket; others that are there are offered', async () => {
		await listen(createServer(), join(folder, 'docker.sock'));
		const found = await failure(`unix://${folder}/missing.sock`, {XDG_RUNTIME_DIR: folder});
		expect(found).toMatchObject({reason: 'no-socket', message: `There is no socket ${folder}/missing.sock.`});
		expect(found.advice).toContain(`Another engine's socket is there: docknet -H unix://${folder}/docker.sock`);
		expect(found.advice).toContain('Is the engine running? systemctl status docker');
	});

	test('a path without its slash', async () => {
		const {advice} = await failure('unix://run/nowhere.sock');
		expect(advice[0]).toBe("A socket's path begins with a slash: docknet -H unix:///run/nowhere.sock");
	});

	test('a file that is no socket', async () => {
		writeFileSync(join(folder, 'file'), '');
		expect(await failure(`${folder}/file`)).toMatchObject({
			reason: 'no-socket',
			message: `${folder}/file is not a socket.`,
		});
	});

	test('a socket that nobody listens on', async () => {
		const path = join(folder, 'stale.sock');
		const child = spawn(process.execPath, [
			'-e',
			`require('net').createServer().listen('${path}', () => process.kill(process.pid, 'SIGKILL'))`,
		]);
		await new Promise(resolve => child.once('close', resolve));
		expect(await failure(path)).toMatchObject({
			reason: 'refused',
			message: expect.stringContaining('no engine listens on it'),
		});
	});

	test('ports and names', async () => {
		expect(await failure('tcp://127.0.0.1:1')).toMatchObject({reason: 'refused'});
		expect(await failure('tcp://[::1]:1')).toMatchObject({reason: expect.stringMatching(/refused|unreachable/)});
		expect(await failure('tcp://nowhere.invalid')).toMatchObject({reason: 'name-unknown'});
	});

	test('a web server', async () => {
		const server = createWebServer((_, response) =>
			response.writeHead(200, {server: 'web\x1b[31m'.slice(0, 3)}).end('<html>Hello</html>'),
		);
		const address = await listen(server, join(folder, 'web.sock'));
		expect(await failure(address)).toMatchObject({
			reason: 'not-an-engine',
			message: expect.stringContaining('(HTTP 200, web)'),
		});
	});

	test('something that does not speak HTTP', async () => {
		const address = await listen(
			createServer(socket => socket.end('SSH-2.0-OpenSSH_9.2p1\r\n')),
			join(folder, 'other.sock'),
		);
		expect(await failure(address)).toMatchObject({
			reason: 'not-an-engine',
			message: expect.stringContaining('not in HTTP'),
		});
	});
});

describe.skipIf(process.getuid?.() !== 0)('as nobody (needs root to become it)', () => {
	const daemonGroup = 1;
	const nobody = 65_534;

	async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
		process.setegid?.(nobody);
		process.seteuid?.(nobody);
		try {
			return await work();
		} finally {
			process.seteuid?.(0);
			process.setegid?.(0);
		}
	}

	async function guarded(name: string, mode: number): Promise<string> {
		chmodSync(folder, 0o755);
		const path = join(folder, name);
		await listen(createServer(), path);
		chownSync(path, 0, daemonGroup);
		chmodSync(path, mode);
		return path;
	}

	test("a socket of a group that one isn't in", async () => {
		const path = await guarded('group.sock', 0o660);
		expect(await asNobody(() => failure(path))).toEqual({
			reason: 'permission',
			message: `nobody may not open ${path}: it belongs to group daemon, and nobody is not in it.`,
			advice: [
				expect.stringMatching(/^Join the group: sudo usermod -aG daemon nobody, then log in again/),
				expect.stringContaining('sudo docknet'),
			],
		});
	});

	test('a socket for its owner alone', async () => {
		const path = await guarded('owner.sock', 0o600);
		expect(await asNobody(() => failure(path))).toMatchObject({
			reason: 'permission',
			message: `nobody may not open ${path}: only its owner may.`,
		});
	});

	test('a folder that is closed', async () => {
		const path = await guarded('closed.sock', 0o666);
		chmodSync(folder, 0o700);
		expect(await asNobody(() => failure(path))).toMatchObject({
			reason: 'permission',
			message: expect.stringContaining('a folder above it'),
		});
	});
});
