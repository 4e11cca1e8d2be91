import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, describe, expect, test} from 'vitest';
import {labOf} from '../core/plan/lab.js';
import {labEngine} from '../lab-engines.js';
import {openDocknet} from './docknet.js';

/** This engine is stopped and killed: nothing else may use it at the time. */
const engine = labEngine('e26');
const lab = engine && labOf(engine, 'e2e-restart-');
const script = fileURLToPath(new URL('../lab/engine', import.meta.url));

/** Resolves when it is done; `start` when the engine answers. */
async function happens(action: 'stop' | 'start' | 'kill' | 'freeze' | 'thaw'): Promise<void> {
	await promisify(execFile)(script, [engine!.name, action]);
}

const reason = /○ stale: .*(no socket|no engine listens|broke the connection|did not answer)/;

describe.skipIf(!engine)('an engine that goes and comes back', () => {
	afterAll(async () => {
		await happens('start');
		await lab!.clean();
	});

	test.each([
		['kill', 'start'],
		['stop', 'start'],
		['freeze', 'thaw'],
	] as const)(
		'%s, then %s: the last picture stays, then it is live within 3 s',
		async (action, end) => {
			const terminal = openDocknet(['-H', `unix://${engine!.socket}`]);
			const before = await terminal.waitFor(/Docker 26.*● live[\s\S]*\n bridge .*built-in/, 20_000);
			const networks = (screen: readonly string[]) =>
				screen.slice(3).filter(line => / (bridge|host|null) +local /.test(line));
			try {
				await happens(action);
				// It would notice by itself, later.
				if (action === 'freeze') terminal.press('ctrl-r');
				const stale = await terminal.waitFor(reason, 60_000);
				expect(networks(stale).map(line => line.slice(0, 40))).toEqual(networks(before).map(line => line.slice(0, 40)));
				terminal.press('c');
				await terminal.waitFor(/does not answer/);
			} finally {
				await happens(end);
			}

			const from = performance.now();
			await terminal.waitFor('● live');
			expect(performance.now() - from).toBeLessThanOrEqual(3000);
			await lab!.docker('network', 'create', '--label', 'docknet.test=e2e', `e2e-restart-${action}`);
			await terminal.waitFor(new RegExp(`^.e2e-restart-${action} `, 'm'));
		},
		120_000,
	);
});
