import type {Container} from '../core/model/container.js';
import {quote} from '../core/plan/quote.js';
import type {Engine, Terminal} from '../engine/engine.js';
import {UserError} from '../errors.js';

/** Best first. */
const shells = ['bash', 'sh', 'ash'];
const probeMs = 10_000;

/**
 * Opens the best shell that the container has and resolves with its exit code. Rejects with UserError where there is none,
 * and with EngineError.
 */
export async function openShell(
	engine: Engine,
	container: Container,
	terminal: Terminal,
	signal: AbortSignal,
): Promise<number> {
	if (container.state !== 'running') {
		throw new UserError(`${container.name} is ${container.state}: a shell needs a running container.`, 1);
	}
	const shell = await findShell(engine, container, signal);
	if (shell === undefined) {
		throw new UserError(`${container.name} has no shell: no ${shells.join(', ')} in its image ${container.image}.`, 1, [
			`Use an image that has one, in the same network: docker run --rm -it --network container:${quote(container.name)} IMAGE`,
		]);
	}
	return engine.openShell(container.id, [shell], terminal, signal);
}

async function findShell(engine: Engine, container: Container, signal: AbortSignal): Promise<string | undefined> {
	const vantage = {kind: 'tool', host: container.host, container: container.id} as const;
	for (const shell of shells) {
		const output = await engine.execute(vantage, [shell, '-c', 'exit 0'], {timeoutMs: probeMs, signal});
		if (output.timedOut) {
			throw new UserError(`${container.name} did not start ${shell} within ${probeMs / 1000} seconds.`, 1);
		}
		if (output.exitCode === 0) return shell;
	}
	return undefined;
}
