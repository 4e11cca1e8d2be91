import {setTimeout as sleep} from 'node:timers/promises';
import type {ContainerId} from '../../core/model/container.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {number, record, text} from './normalize/json.js';

/** Makes an exec of an engine; its id. Rejects with `conflict` where the container is paused or does not run. */
export async function createExec(
	client: Client,
	container: ContainerId,
	options: Readonly<Record<string, unknown>>,
	signal: AbortSignal,
): Promise<string> {
	const body = {AttachStdout: true, AttachStderr: true, ...options};
	const call = {method: 'POST', path: `/containers/${container}/exec`, body} as const;
	const created = await client.json(call, signal).catch(notRunning);
	const id = text(record(created).Id);
	if (!id) throw new EngineError('engine', `${client.address} gave no id for what was to be run.`);
	return id;
}

/** Podman calls it an error of its own. */
function notRunning(error: unknown): never {
	if (error instanceof EngineError && error.kind === 'engine' && error.message.includes('container state improper')) {
		throw new EngineError('conflict', error.message);
	}

	throw error;
}

/** How often, and how long between, an engine is asked for an exit code after the output has ended. */
const pausesMs = [0, 20, 50, 100, 200, 400, 800];

/** Undefined where the program still runs. */
export async function exitCodeOf(client: Client, exec: string, signal: AbortSignal): Promise<number | undefined> {
	for (const pause of pausesMs) {
		await sleep(pause, undefined, {signal}).catch(error => {
			throw client.errorOf(error, signal);
		});
		const {Running, ExitCode} = record(await client.json({path: `/exec/${exec}/json`}, signal));
		if (Running === false) return number(ExitCode);
	}

	return undefined;
}
