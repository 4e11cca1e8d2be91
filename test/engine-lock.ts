import {createServer} from 'node:net';
import {setTimeout} from 'node:timers/promises';
import {afterAll, beforeAll} from 'vitest';

/** Milliseconds: as long as all that others do with the engine before may take. */
const longestWait = 1_200_000;

/** Taken by whoever listens on an abstract socket of that name, across processes; a process that ends gives it back, however it ends. */
async function take(name: string): Promise<() => Promise<void>> {
	for (;;) {
		const server = createServer();
		const isTaken = await new Promise<boolean>((resolve, reject) => {
			server.once('error', (error: NodeJS.ErrnoException) =>
				error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
			);
			server.listen(`\0docknet-test-engine-${name}`, () => resolve(false));
		});
		if (!isTaken) return () => new Promise(resolve => server.close(() => resolve()));
		await setTimeout(50);
	}
}

/** From here to the end of the file, or of the describe around, these engines are this one's alone. */
export function hold(names: readonly string[]): void {
	const held: (() => Promise<void>)[] = [];
	beforeAll(async () => {
		// Always in the same order, so that nobody waits for whom he keeps waiting; the most wanted one, a, comes last.
		for (const name of names.toSorted().reverse()) held.push(await take(name));
	}, longestWait);
	afterAll(async () => {
		for (const giveBack of held.splice(0)) await giveBack();
	});
}
