import {spawn} from 'node:child_process';
import type {Output} from '../../core/probes/probe.js';
import type {ExecuteOptions} from '../engine.js';
import {EngineError} from '../errors.js';
import {startDeadline} from './deadline.js';
import {programEnvironment} from './environment.js';
import {createOutputBuffer} from './output-buffer.js';

/** Tools of networks are where the path of a plain user does not lead. */
const path = `${process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin'}:/usr/local/sbin:/usr/sbin:/sbin`;

export type LocalPrograms = {
	/** Runs a program of this machine. It ends, with all that it started, at the deadline or with the signal. */
	readonly run: (argv: readonly string[], options: ExecuteOptions) => Promise<Output>;
	/** Ends all. */
	readonly close: () => void;
};

export function createLocalPrograms(): LocalPrograms {
	const closing = new AbortController();
	return {
		run: (argv, options) => run(argv, options, closing.signal),
		close: () => closing.abort(),
	};
}

async function run(
	[program = '', ...rest]: readonly string[],
	{timeoutMs, signal, onProgress}: ExecuteOptions,
	closing: AbortSignal,
): Promise<Output> {
	if (signal.aborted || closing.aborted) throw new EngineError('cancelled', 'Cancelled.');
	const child = spawn(program, rest, {
		// A group of its own, to be ended as a whole.
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {...process.env, ...programEnvironment, PATH: path},
	});
	const buffer = createOutputBuffer();
	for (const stream of ['stdout', 'stderr'] as const) {
		child[stream].on('data', (chunk: Buffer) => {
			buffer.write(stream, chunk);
			onProgress?.({...buffer.read(), exitCode: undefined, timedOut: false});
		});
	}

	const deadline = startDeadline(timeoutMs, signal);
	const end = () => {
		endGroup(child.pid);
		// Held open by what has left the group.
		child.stdout.destroy();
		child.stderr.destroy();
	};
	for (const each of [deadline.signal, closing]) each.addEventListener('abort', end, {once: true});
	const exitCode = await new Promise<number | undefined>(resolve => {
		// As a shell says it.
		child.on('error', ({code}: NodeJS.ErrnoException) => resolve(code === 'ENOENT' ? 127 : 126));
		// Undefined for a program that a signal has ended.
		child.on('close', code => resolve(code ?? undefined));
	});
	deadline.release();
	closing.removeEventListener('abort', end);
	if (signal.aborted || closing.aborted) throw new EngineError('cancelled', 'Cancelled.');
	const timedOut = deadline.expired();
	return {...buffer.read(), exitCode: timedOut ? undefined : exitCode, timedOut};
}

function endGroup(leader: number | undefined): void {
	if (leader === undefined) return;
	try {
		process.kill(-leader, 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}
