import {setTimeout as sleep} from 'node:timers/promises';
import type {ContainerId} from '../../core/model/container.js';
import type {Terminal} from '../engine.js';
import type {Client} from './client.js';
import {createExec, exitCodeOf} from './exec.js';

/** An interactive program in a container, on a person's terminal. On the signal it is left to itself. */
export async function openShell(
	client: Client,
	container: ContainerId,
	argv: readonly string[],
	terminal: Terminal,
	signal: AbortSignal,
): Promise<number> {
	// Since API 1.42 the program finds its window's size when it starts; before, a moment later.
	const ConsoleSize = [terminal.rows, terminal.columns];
	const options = {Cmd: argv, Tty: true, AttachStdin: true, ConsoleSize};
	const exec = await createExec(client, container, options, signal);
	const start = {method: 'POST', path: `/exec/${exec}/start`, body: {Detach: false, Tty: true}} as const;
	const connection = await client.upgrade(start, signal);
	const ended = new Promise<void>((resolve, reject) => {
		connection.on('data', (chunk: Buffer) => terminal.write(chunk));
		connection.on('end', resolve);
		connection.on('error', reject);
		connection.on('close', () => (signal.aborted ? reject(signal.reason) : resolve()));
	});
	terminal.onInput(chunk => {
		if (connection.writable) connection.write(chunk);
	});
	const resize = createResizer(client, exec, signal);
	terminal.onResize(resize.to);
	resize.to(terminal.columns, terminal.rows);
	try {
		await ended;
	} catch (error) {
		throw client.errorOf(error, signal);
	} finally {
		resize.stop();
		connection.destroy();
	}

	// Still running: the person detached from it.
	return (await exitCodeOf(client, exec, signal)) ?? 0;
}

/** A program that has just been started may not have its terminal yet. */
const pausesMs = [0, 20, 50, 100, 200];

type Resizer = {readonly to: (columns: number, rows: number) => void; readonly stop: () => void};

/** Sends sizes one after the other, and of those that wait only the newest. A shell of a wrong size is still a shell. */
function createResizer(client: Client, exec: string, signal: AbortSignal): Resizer {
	let wanted: {readonly w: number; readonly h: number} | undefined;
	let sending = false;

	async function send(): Promise<void> {
		sending = true;
		while (wanted) {
			const query = wanted;
			wanted = undefined;
			await resize(query);
		}

		sending = false;
	}

	async function resize(query: {readonly w: number; readonly h: number}): Promise<void> {
		for (const pause of pausesMs) {
			try {
				await sleep(pause, undefined, {signal});
				await client.change({method: 'POST', path: `/exec/${exec}/resize`, query}, signal);
				return;
			} catch {
				if (wanted || signal.aborted) return;
			}
		}
	}

	let stopped = false;
	return {
		to(columns, rows) {
			if (stopped) return;
			wanted = {w: columns, h: rows};
			if (!sending) void send();
		},
		stop() {
			stopped = true;
			wanted = undefined;
		},
	};
}
