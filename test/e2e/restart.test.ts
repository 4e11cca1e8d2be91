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

const trouble = {
	kill: {action: 'kill', end: 'start', why: /○ stale: \S.*/},
	stop: {action: 'stop', end: 'start', why: /○ stale: \S.*/},
	freeze: {action: 'freeze', end: 'thaw', why: /○ stale: \S.*/},
} as const;

describe.skipIf(!engine)('an engine that goes and comes back', () => {
	afterAll(async () => {
		await happens('start');
		await lab!.clean();
	});

	test.each(['kill', 'stop', 'freeze'] as const)(
		'%s: the last picture stays, then it is live within 3 s',
		async name => {
			const {action, end, why} = trouble[name];
			const terminal = openDocknet(['-H', `unix://${engine!.socket}`]);
			const before = await terminal.waitFor(/Docker 26.*● live[\s\S]*\n bridge .*built-in/, 20_000);
			const networks = (screen: readonly string[]) =>
				screen.slice(3).filter(line => / (bridge|host|null) +local /.test(line));
			try {
				await happens(action);
				if (name === 'freeze') terminal.press('ctrl-r');
				const stale = await terminal.waitFor(why, 60_000);
				console.log(stale[0]);
				expect(networks(stale).map(line => line.slice(0, 40))).toEqual(networks(before).map(line => line.slice(0, 40)));
				terminal.press('c');
				await terminal.waitFor(/does not answer/);
			} finally {
				await happens(end);
			}

			const from = performance.now();
			await terminal.waitFor('● live');
			expect(performance.now() - from).toBeLessThanOrEqual(3000);
			await lab!.docker('network', 'create', '--label', 'docknet.test=e2e', `e2e-restart-${name}`);
			await terminal.waitFor(new RegExp(`^.e2e-restart-${name} `, 'm'));
		},
		120_000,
	);
});
