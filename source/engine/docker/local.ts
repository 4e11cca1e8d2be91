import {spawn} from 'node:child_process';
import type {Output} from '../../core/probes/probe.js';
import type {ExecuteOptions} from '../engine.js';
import {EngineError} from '../errors.js';
import {programEnvironment} from './environment.js';
import {createOutputBuffer} from './output-buffer.js';

/** Tools of networks are where the path of a plain user does not lead. */
const path = `${process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin'}:/usr/local/sbin:/usr/sbin:/sbin`;

/** Exit codes that a shell gives for programs that cannot be run. */
const unstartable: Readonly<Record<string, number>> = {ENOENT: 127, EACCES: 126, ENOEXEC: 126};

/** Runs a program of this machine. It ends, with all that it started, at the deadline or with the signal. */
export function runLocally(argv: readonly string[], {timeoutMs, signal, onProgress}: ExecuteOptions): Promise<Output> {
	const [program = '', ...rest] = argv;
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(new EngineError('cancelled', 'Cancelled.'));
		const child = spawn(program, rest, {
			// A group of its own, to be ended as a whole.
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {...process.env, ...programEnvironment, PATH: path},
		});
		const buffer = createOutputBuffer();
		let timedOut = false;
		const kill = () => {
			endGroup(child.pid);
			child.stdout.destroy();
			child.stderr.destroy();
		};
		const timer = setTimeout(() => {
			timedOut = true;
			kill();
		}, timeoutMs);
		const settle = (exitCode: number | undefined) => {
			clearTimeout(timer);
			signal.removeEventListener('abort', kill);
			if (signal.aborted) reject(new EngineError('cancelled', 'Cancelled.'));
			else resolve({...buffer.read(), exitCode: timedOut ? undefined : exitCode, timedOut});
		};
		signal.addEventListener('abort', kill, {once: true});
		for (const stream of ['stdout', 'stderr'] as const) {
			child[stream].on('data', (chunk: Buffer) => {
				buffer.write(stream, chunk);
				onProgress?.({...buffer.read(), exitCode: undefined, timedOut: false});
			});
		}

		child.on('error', ({code = ''}: NodeJS.ErrnoException) => settle(unstartable[code] ?? 126));
		// Undefined for a program that a signal has ended.
		child.on('close', code => settle(code ?? undefined));
	});
}

function endGroup(leader: number | undefined): void {
	if (leader === undefined) return;
	try {
		process.kill(-leader, 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}
