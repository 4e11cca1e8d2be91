import type {ContainerId} from '../../core/model/container.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import {number, record, text} from './normalize/json.js';

export type Running = {
	/** On the engine's host. */
	readonly processId: number;
	/** Another one after a restart. */
	readonly startedAt: string;
};

/** Of a container that runs, paused or not: it has a network namespace. Rejects with `conflict` for any other. */
export async function runningOf(client: Client, container: ContainerId, signal: AbortSignal): Promise<Running> {
	const {Name, State} = record(await client.json({path: `/containers/${container}/json`}, signal));
	const {Running, Restarting, Status, Pid, StartedAt} = record(State);
	if (Running === true && Restarting !== true) {
		return {processId: number(Pid) ?? 0, startedAt: text(StartedAt) ?? ''};
	}

	const name = text(Name)?.replace(/^\//, '') ?? container;
	throw new EngineError('conflict', `Container ${name} has no network now: it is ${text(Status) ?? 'not running'}.`);
}
