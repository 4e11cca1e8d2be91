import {execFileSync, spawn} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect as dial} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {afterAll, describe, expect, test} from 'vitest';
import {connect} from '../../../source/engine/docker/connect.js';
import {sshError} from '../../../source/engine/docker/connect-ssh-failure.js';
import {requireLab} from '../../lab-engines.js';

const keys = join(process.env.LAB_RUN ?? '/run/lab', 'ssh');
const port = Number(process.env.LAB_SSH_PORT ?? 2222);
const address = `ssh://root@127.0.0.1:${port}`;
const answers = await new Promise<boolean>(resolve => {
	const socket = dial(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
	socket.on('connect', () => socket.destroy());
});
const there = answers && existsSync(keys);
if (!there && requireLab) throw new Error('the lab has no engine by ssh (test/lab/up --ssh)');
if (!there) console.warn('skipped: needs an engine by ssh (test/lab/up --ssh)');

/** ssh's folder and sockets are made here, so that what is left can be seen. */
const folder = mkdtempSync(join(tmpdir(), 'docknet-test-'));
const temporary = join(folder, 'tmp');
mkdirSync(temporary);
const before = process.env.TMPDIR;
process.env.TMPDIR = temporary;
afterAll(() => {
	if (before === undefined) delete process.env.TMPDIR;
	else process.env.TMPDIR = before;
	rmSync(folder, {recursive: true});
});

function open(host: string, environment: NodeJS.ProcessEnv = {}, signal = new AbortController().signal) {
	return connect({host, environment: {...process.env, ...environment}, homeFolder: folder}, signal);
}

async function failure(host: string, environment?: NodeJS.ProcessEnv) {
	const error = await open(host, environment).catch((error: unknown) => error);
	expect(error).toMatchObject({kind: 'unreachable'});
	return (error as {failure: {reason: string; message: string; advice: readonly string[]}}).failure;
}

/** An environment whose ssh reads this configuration and no other: ssh itself does not look at HOME. */
function configured(name: string, ...lines: readonly string[]): NodeJS.ProcessEnv {
	const programs = join(folder, name);
	mkdirSync(programs);
	writeFileSync(join(programs, 'config'), `${lines.join('\n')}\n`);
	writeFileSync(join(programs, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${programs}/config "$@"\n`);
	chmodSync(join(programs, 'ssh'), 0o755);
	return {PATH: `${programs}:${process.env.PATH}`};
}

/** The ssh processes whose command line names this test's folder. */
function processes(): readonly string[] {
	return readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.map(pid => {
			try {
				return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
			} catch {
				return '';
			}
		})
		.filter(line => line.startsWith('ssh') && line.includes(temporary));
}

describe.skipIf(!there)('an engine by ssh', () => {
	test('requests, streams and hijacked streams; nothing is left', async () => {
		const connection = await open(address);
		expect(connection).toMatchObject({engine: 'docker', address});
		expect(processes().length).toBeGreaterThan(0);
		const [folderOfRelay = ''] = readdirSync(temporary);
		expect(execFileSync('stat', ['-c', '%a', join(temporary, folderOfRelay)], {encoding: 'utf8'}).trim()).toBe('700');

		const answers = await Promise.all(Array.from({length: 4}, () => connection.docker.listNetworks()));
		for (const networks of answers) expect(networks.map(({Name}) => Name)).toContain('bridge');
		expect(await runInContainer(connection.docker)).toContain('over-ssh');

		await connection.close();
		expect(processes()).toEqual([]);
		expect(readdirSync(temporary)).toEqual([]);
	});

	test('another socket over there, and none', async () => {
		const connection = await open(`${address}/var/run/docker.sock`);
		expect(connection.apiVersion).toBe('1.41');
		await connection.close();
		expect(await failure(`${address}/it's not.sock`)).toMatchObject({reason: 'no-socket'});
		expect(readdirSync(temporary)).toEqual([]);
	});

	test("a master of the user's own is used", async () => {
		const control = join(folder, 'own');
		const environment = configured(
			'master',
			`Host *\nUserKnownHostsFile ${keys}/known_hosts\nIdentityFile ${keys}/id\nControlPath ${control}`,
		);
		const options = {env: {...process.env, ...environment}};
		const master = spawn('ssh', ['-M', '-p', String(port), 'root@127.0.0.1', 'echo up; cat'], options);
		await new Promise(resolve => master.stdout.once('data', resolve));
		writeFileSync(join(folder, 'master', 'config'), `Host *\nUserKnownHostsFile /nowhere\nControlPath ${control}\n`);
		const connection = await open(address, environment);
		expect(connection.engine).toBe('docker');
		await connection.close();
		expect(master.exitCode).toBeNull();
		master.stdin.end();
		await new Promise(resolve => master.once('close', resolve));
	});

	test('cancelled', async () => {
		const stop = new AbortController();
		const opening = open(address, {}, stop.signal);
		setImmediate(() => stop.abort());
		await expect(opening).rejects.toMatchObject({kind: 'cancelled'});
		expect(processes()).toEqual([]);
		expect(readdirSync(temporary)).toEqual([]);
	});

	test('process.exit leaves nothing', async () => {
		const module = join(folder, 'exit.cjs');
		const env = {...process.env, NODE_PATH: join(process.cwd(), 'node_modules')};
		const source = new URL('../../../source/engine/docker/connect.ts', import.meta.url).pathname;
		await build({
			stdin: {
				contents: `import {connect} from '${source}';
const settings = {host: '${address}', environment: process.env, homeFolder: '/'};
connect(settings, new AbortController().signal).then(() => {
	console.log('connected');
	process.exit(0);
});`,
				resolveDir: process.cwd(),
			},
			bundle: true,
			platform: 'node',
			format: 'cjs',
			external: ['dockerode'],
			outfile: module,
			logLevel: 'error',
		});
		expect(execFileSync(process.execPath, [module], {env, encoding: 'utf8'})).toBe('connected\n');
		await expect.poll(processes).toEqual([]);
		expect(readdirSync(temporary)).toEqual([]);
	});

	test('an unknown host key', async () => {
		const environment = configured('unknown', `UserKnownHostsFile ${folder}/none\nIdentityFile ${keys}/id`);
		expect(await failure(address, environment)).toEqual({
			reason: 'ssh-host-key',
			message: `The host key of ${address} is not known here, so ssh will not log in.`,
			advice: [`Log in once and confirm its key: ssh ${address}`],
		});
	});

	test('a host key that changed', async () => {
		const [type, key] = readFileSync(join(keys, 'id.pub'), 'utf8').split(' ');
		writeFileSync(join(folder, 'changed_hosts'), `[127.0.0.1]:${port} ${type} ${key}\n`);
		const environment = configured('changed', `UserKnownHostsFile ${folder}/changed_hosts\nIdentityFile ${keys}/id`);
		expect(await failure(address, environment)).toMatchObject({
			reason: 'ssh-host-key',
			message: expect.stringContaining('is not the one that was known'),
		});
	});

	test('a login that is refused', async () => {
		const environment = configured('refused', `UserKnownHostsFile ${keys}/known_hosts\nIdentityFile /nowhere`);
		expect(await failure(address, environment)).toMatchObject({reason: 'ssh-login'});
	});
});

test('no such host, no server, no ssh', async () => {
	expect(await failure('ssh://nowhere.invalid')).toMatchObject({reason: 'name-unknown'});
	expect(await failure('ssh://127.0.0.1:1')).toMatchObject({reason: 'refused'});
	expect(await failure('ssh://box', {PATH: folder})).toMatchObject({
		reason: 'ssh-failed',
		message: 'ssh://box needs the program ssh, which is not installed here.',
	});
	expect(readdirSync(temporary)).toEqual([]);
});

describe('what ssh, the shell and docker said', () => {
	test.each([
		['/bin/sh: 1: docker: not found', 'ssh-failed', /docker is not found there/],
		['bash: line 1: docker: command not found', 'ssh-failed', /docker is not found there/],
		['zsh:1: command not found: docker', 'ssh-failed', /docker is not found there/],
		["docker: 'dial-stdio' is not a docker command.", 'ssh-failed', /too old/],
		[
			'failed to open the raw stream connection: dial unix /var/run/docker.sock: connect: permission denied',
			'permission',
			/may not open the engine's socket/,
		],
		[
			'failed to open the raw stream connection: dial unix /nope: connect: no such file or directory',
			'no-socket',
			/no engine answers/,
		],
		['ssh: connect to host 10.0.0.1 port 22: Connection timed out', 'timeout', /did not answer in time/],
		['ssh: connect to host 10.0.0.1 port 22: No route to host', 'unreachable', /no way to/],
		[
			'kex_exchange_identification: Connection closed by remote host\n',
			'ssh-failed',
			/failed: kex_exchange_identification/,
		],
		['', 'ssh-failed', /exit code 255/],
	])('%s', (said, reason, message) => {
		expect(sshError({code: 255, said}, 'ssh://box').failure).toMatchObject({
			reason,
			message: expect.stringMatching(message),
		});
	});
});

async function runInContainer(docker: import('dockerode')): Promise<string> {
	const container = await docker.createContainer({
		Image: 'lab/busybox',
		Cmd: ['sleep', '60'],
		name: `conn-ssh-${process.pid}`,
		Labels: {'docknet.test': 'conn'},
	});
	try {
		await container.start();
		const exec = await container.exec({Cmd: ['echo', 'over-ssh'], AttachStdout: true});
		const stream = await exec.start({hijack: true, stdin: false});
		let text = '';
		for await (const chunk of stream) text += chunk;
		return text;
	} finally {
		await container.remove({force: true});
	}
}
