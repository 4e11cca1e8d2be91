import {type ChildProcess, type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Address} from '../address.js';
import type {EngineError} from '../errors.js';
import {type SshEnding, sshError, sshNotHere} from './connect-ssh-failure.js';

/** A local socket whose connections end at the engine over there. */
export type SshRelay = {
	readonly socketPath: string;
	/** Why the last connection that failed did so. */
	failure(): EngineError | undefined;
	close(): Promise<void>;
};

type SshAddress = Extract<Address, {kind: 'ssh'}>;

/** No questions, as the terminal is ours; nothing of the user's forwardings; a dead link is noticed within 45 s. */
const options = [
	'-T',
	'-a',
	'-x',
	...[
		'BatchMode=yes',
		'ConnectTimeout=8',
		'ServerAliveInterval=15',
		'ServerAliveCountMax=3',
		'ClearAllForwardings=yes',
		'RemoteCommand=none',
		'LogLevel=ERROR',
	].flatMap(option => ['-o', option]),
];

/**
 * As docker does it: every connection is one `ssh HOST docker system dial-stdio`, by the system's ssh and its configuration.
 * All share one login: the user's own master where one runs, else ours, which ends with us (its input ends, or `close`).
 * A forwarded socket would need one process less for each, but not pass where only that command is allowed, and would have
 * to know where the engine's socket is.
 */
export async function openSshRelay(
	address: SshAddress,
	text: string,
	environment: NodeJS.ProcessEnv,
	signal: AbortSignal,
): Promise<SshRelay> {
	const folder = mkdtempSync(join(tmpdir(), 'docknet-'));
	const children = new Set<ChildProcess>();
	const server = createServer({allowHalfOpen: true});
	const sockets = new Set<Socket>();
	const master = join(folder, 'master.sock');
	const dial = dialCommand(address);
	let failure: EngineError | undefined;

	const start = (control: readonly string[], ...command: readonly string[]) => {
		const child = spawn('ssh', [...options, ...control, ...destination(address), ...command], {
			env: {...environment, SSH_ASKPASS_REQUIRE: 'never'},
			detached: true, // no terminal of its own, so that nothing (a jump host's ssh either) can ask there
		});
		children.add(child);
		child.once('exit', () => children.delete(child));
		child.on('error', () => {}); // it never started: whoever waits for its end is told
		child.stdin.on('error', () => {}); // it ended: its exit says why
		return child;
	};

	const clean = () => {
		for (const child of children) child.kill();
		for (const socket of sockets) socket.destroy();
		rmSync(folder, {recursive: true, force: true});
	};

	const close = async () => {
		process.off('exit', clean);
		server.close();
		const ends = [...children].map(child => child.pid !== undefined && once(child, 'exit'));
		clean();
		await Promise.all(ends);
	};

	process.on('exit', clean);
	try {
		const control = (await succeeds(start(['-O', 'check']), signal)) ? [] : ['-S', master];
		if (control.length > 0)
			await loggedIn(start(['-M', '-o', 'ControlPersist=no', ...control], dial), master, text, signal);
		server.on('connection', socket => {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
			relay(socket, start(['-o', 'ControlMaster=no', ...control], dial), said => {
				failure = sshError(said, text);
			});
		});
		const socketPath = join(folder, 'docker.sock');
		server.listen(socketPath);
		await once(server, 'listening', {signal});
		return {socketPath, failure: () => failure, close};
	} catch (error) {
		await close();
		throw (error as NodeJS.ErrnoException).syscall === 'spawn ssh' ? sshNotHere(text) : error;
	}
}

function destination({user, host, port}: SshAddress): readonly string[] {
	return [...(user ? ['-l', user] : []), ...(port ? ['-p', String(port)] : []), '--', host];
}

/** What the shell over there reads. */
function dialCommand({socketPath}: SshAddress): string {
	const host = socketPath ? `--host 'unix://${socketPath.replaceAll("'", String.raw`'\''`)}' ` : '';
	return `docker ${host}system dial-stdio`;
}

async function succeeds(child: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<boolean> {
	return (await ending(child, signal)).code === 0;
}

/** Waits for a master to have logged in: that is when its socket appears. */
async function loggedIn(
	child: ChildProcessWithoutNullStreams,
	socketPath: string,
	text: string,
	signal: AbortSignal,
): Promise<void> {
	const stop = new AbortController();
	const failed = ending(child, AbortSignal.any([signal, stop.signal])).then(said => {
		throw sshError(said, text);
	});
	try {
		await Promise.race([failed, appears(socketPath, stop.signal)]);
	} finally {
		stop.abort();
	}
}

async function appears(path: string, signal: AbortSignal): Promise<void> {
	while (!existsSync(path)) await delay(20, undefined, {signal});
}

async function ending(child: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<SshEnding> {
	const said = tailOf(child);
	const [code] = await once(child, 'close', {signal});
	return {code, said: said()};
}

/** The end of what it says. */
function tailOf(child: ChildProcessWithoutNullStreams): () => string {
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
		said = (said + chunk).slice(-4000);
	});
	return () => said;
}

/** Ends the socket when the far end has; breaks it where nothing ever came. */
function relay(socket: Socket, child: ChildProcessWithoutNullStreams, failed: (ending: SshEnding) => void): void {
	const said = tailOf(child);
	let answered = false;
	socket.on('error', () => {});
	socket.on('close', () => child.kill());
	socket.pipe(child.stdin);
	child.stdout.once('data', () => {
		answered = true;
	});
	child.stdout.pipe(socket, {end: false});
	child.stdout.once('end', () => {
		if (answered) socket.end();
	});
	child.once('close', code => {
		if (answered) return;
		failed({code, said: said()});
		socket.destroy();
	});
}
