import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {createServer, type Server} from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {startFaultProxy} from '../fault-proxy.js';
import {labEngine, requireLab} from '../lab-engines.js';
import {docknet, open, openDocknet} from './docknet.js';
import type {Pty} from './pty.js';

const engine = labEngine('a');
let folder: string;
let servers: Server[] = [];

beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docknet-e2e-'));
	fs.chmodSync(folder, 0o755);
});
afterEach(() => {
	for (const server of servers) server.close();
	servers = [];
	fs.rmSync(folder, {recursive: true});
});

async function listen(where: string | number): Promise<Server> {
	const server = createServer(socket => socket.destroy());
	servers.push(server);
	await new Promise<void>(resolve => {
		if (typeof where === 'string') server.listen(where, resolve);
		else server.listen(where, '127.0.0.1', resolve);
	});
	return server;
}

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
	const server = await listen(0);
	const {port} = server.address() as {port: number};
	await new Promise(resolve => server.close(resolve));
	return port;
}

async function expectOffline(terminal: Pty, why: RegExp): Promise<void> {
	const screen = await terminal.waitFor(
		/No engine answers at[\s\S]*r tries at once, d explores .*demo, q quits/,
		20_000,
	);
	expect(screen.join(' ').replaceAll(/\s+/g, ' ')).toMatch(why);
	// What to do about it.
	expect(screen.join('\n')).toMatch(/^ +• /m);
}

describe('no engine: the screen says why and what to do', () => {
	test('there is no socket', async () => {
		const socket = path.join(folder, 'none.sock');
		await expectOffline(openDocknet(['-H', `unix://${socket}`]), new RegExp(`There is no socket ${socket}`));
	});

	test('the socket is left over from an engine that is gone', async () => {
		const socket = path.join(folder, 'left.sock');
		const program =
			"require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))";
		spawnSync(process.execPath, ['-e', program, socket]);
		await expectOffline(openDocknet(['-H', `unix://${socket}`]), /is there, but no engine listens on it/);
	});

	test.skipIf(process.getuid?.() !== 0)('no permission to use the socket', async () => {
		const socket = path.join(folder, 'denied.sock');
		await listen(socket);
		fs.chmodSync(socket, 0o600);
		// Others may not be able to read the folder of the tests.
		fs.cpSync(path.dirname(docknet[1]!), path.join(folder, 'dist'), {recursive: true});
		const asNobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
		const program = [docknet[0]!, path.join(folder, 'dist', 'cli.js')];
		const terminal = open([...asNobody, ...program, '-H', `unix://${socket}`], {env: {HOME: folder}});
		await expectOffline(terminal, / may not open .*denied\.sock: only its owner may/);
	});

	test('the socket answers, but not as an engine', async () => {
		const socket = path.join(folder, 'mute.sock');
		await listen(socket);
		await expectOffline(openDocknet(['-H', `unix://${socket}`]), /closed|hung up|broke|reset/i);
	});

	test('a port that refuses', async () => {
		const port = await closedPort();
		await expectOffline(openDocknet(['-H', `tcp://127.0.0.1:${port}`]), new RegExp(`127\\.0\\.0\\.1:${port}.* refuse`));
	});

	test('a port without TLS, asked with TLS', async () => {
		const server = await listen(0);
		const {port} = server.address() as {port: number};
		await expectOffline(openDocknet(['-H', `tcp://127.0.0.1:${port}`, '--tls']), /TLS/);
	});

	test('a context that does not exist', async () => {
		await expectOffline(openDocknet(['-c', 'nowhere'], {env: {DOCKER_CONFIG: folder}}), /no context .*nowhere/i);
	});

	test('a host name that does not exist', async () => {
		await expectOffline(openDocknet(['-H', 'tcp://no-such-host.invalid:2375']), /no-such-host\.invalid/);
	});
});

test.each([
	['an address that is none', ['-H', 'nonsense://x'], /docknet: .*nonsense/],
	['a flag that is none', ['--read-onyl'], /docknet: --read-onyl: .*--read-only/],
])('%s is said on the command line, before any screen', async (_, argv, message) => {
	const terminal = openDocknet(argv, {env: {DOCKER_CONFIG: folder}});
	const {code} = await terminal.exit;
	await terminal.waitFor(message);
	expect(code).toBe(2);
	expect(terminal.output).not.toContain('\x1b[?1049h');
});

test('d opens the demo instead', async () => {
	const terminal = openDocknet(['-H', `unix://${folder}/none.sock`]);
	await expectOffline(terminal, /no socket/);
	terminal.press('d');
	await terminal.waitFor(/docknet demo .*● live[\s\S]*^.shop_data /m);
});

test.skipIf(!engine)('r finds the engine that is there now', async () => {
	const socket = path.join(folder, 'late.sock');
	const terminal = openDocknet(['-H', `unix://${socket}`]);
	await expectOffline(terminal, /no socket/);
	const proxy = await startFaultProxy(engine!.socket);
	try {
		fs.symlinkSync(proxy.socket, socket);
		terminal.press('r');
		await terminal.waitFor(/Docker 20\.10.*● live[\s\S]*^.bridge /m);
	} finally {
		proxy.stop();
	}
});

const sshIsUp = fs.existsSync(path.join(process.env.LAB_RUN ?? '/run/lab', 'ssh'));
if (!sshIsUp && requireLab) throw new Error('the lab has no engine by ssh (test/lab/up --ssh)');

test.skipIf(!sshIsUp)('an ssh host with an unknown key is not trusted, and the screen says so', async () => {
	const ssh = path.join(folder, 'ssh');
	fs.writeFileSync(ssh, `#!/bin/sh\nexec /usr/bin/ssh -o UserKnownHostsFile=${folder}/known_hosts "$@"\n`, {
		mode: 0o755,
	});
	const env = {PATH: `${folder}:${process.env.PATH}`};
	const terminal = openDocknet(['-H', `ssh://root@127.0.0.1:${process.env.LAB_SSH_PORT ?? 2222}`], {env});
	await expectOffline(terminal, /host key/i);
});
