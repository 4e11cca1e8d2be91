import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {labOf} from '../core/plan/lab.js';
import {labEngine} from '../lab-engines.js';
import {cursorOn, openDocknet} from './docknet.js';

const engine = labEngine('e28');
const lab = engine && labOf(engine, 'e2e-watch-');
const docker = (...argv: readonly string[]) => lab!.docker(...argv);
const patience = 60_000;

describe.skipIf(!engine)('a path watched on a real engine, from a container without tools', () => {
	let folder: string;
	beforeAll(async () => {
		// No image is remembered there.
		folder = await mkdtemp(join(tmpdir(), 'docknet-watch-'));
		const label = ['--label', 'docknet.test=e2e'];
		await docker('network', 'create', ...label, 'e2e-watch-net');
		for (const name of ['e2e-watch-client', 'e2e-watch-server'])
			await docker('run', '-d', ...label, '--network=e2e-watch-net', '--name', name, 'lab/distroless');
	});
	afterAll(async () => {
		await lab!.clean();
		await rm(folder, {recursive: true});
	});

	test(
		'says when it breaks and mends, with what changed; left, it leaves no helper container',
		async () => {
			const terminal = openDocknet(['-H', `unix://${engine!.socket}`], {
				columns: 150,
				rows: 40,
				env: {XDG_CONFIG_HOME: folder},
			});
			await terminal.waitFor(/● live[\s\S]*\n bridge /, patience);
			terminal.press('2');
			await terminal.waitFor(/^.NAME.* IMAGE /m);
			terminal.press('/');
			await terminal.waitFor('enter keep');
			terminal.press('name:e2e-watch-client', 'enter');
			await cursorOn(terminal, 'e2e-watch-client');
			terminal.press('w');
			await terminal.waitFor('Does e2e-watch-client reach');
			terminal.press('e2e-watch-server:8080', 'enter');
			await terminal.waitFor('Probe from a helper container?', patience);
			terminal.press('lab/busybox', 'enter');
			await terminal.waitFor(/REACHABLE[\s\S]*looks: 100 % got through/, patience);
			await docker('stop', '--time=0', 'e2e-watch-server');
			// A look while it is being stopped sees it without an address already, but still running.
			await terminal.waitFor(
				/BLOCKED[\s\S]* ✗ e2e-watch-client[\s\S]*e2e-watch-server: (state running → exited|addresses \S+ → none)/,
				patience,
			);
			await docker('start', 'e2e-watch-server');
			await terminal.waitFor(/REACHABLE[\s\S]*longest outage/, patience);
			terminal.press('q');
			await terminal.waitFor('? help');
			const client = await docker('inspect', 'e2e-watch-client', '--format', '{{.Id}}');
			const helpers = () => docker('ps', '--all', '--quiet', '--filter', `label=docknet.helper=${client}`);
			await expect.poll(helpers, {timeout: patience}).toBe('');
		},
		5 * patience,
	);
});
