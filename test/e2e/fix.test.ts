import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {labOf} from '../core/plan/lab.js';
import {labEngine} from '../lab-engines.js';
import {openDocknet} from './docknet.js';

const engine = labEngine('e28');
const lab = engine && labOf(engine, 'e2e-fix-');
const docker = (...argv: readonly string[]) => lab!.docker(...argv);
const label = ['--label', 'docknet.test=e2e'];
const patience = 60_000;

/** The list's row of the finding: on a wide screen what it is about stands before what is wrong. */
const row = /^.low +container e2e-fix-client +A container is alone on its networks/m;

describe.skipIf(!engine)('a finding on a real engine', () => {
	beforeAll(async () => {
		for (const network of ['e2e-fix-one', 'e2e-fix-two']) await docker('network', 'create', ...label, network);
		const run = ['run', '-d', ...label, '--label', 'com.docker.compose.project=e2e-fix'];
		await docker(...run, '--network=e2e-fix-one', '--name=e2e-fix-client', 'lab/busybox');
		await docker(...run, '--network=e2e-fix-two', '--name=e2e-fix-server', 'lab/busybox');
	});
	afterAll(() => lab!.clean());

	const networksOfClient = async () =>
		Object.keys(
			JSON.parse(await docker('inspect', 'e2e-fix-client', '--format', '{{json .NetworkSettings.Networks}}')),
		);

	test(
		'is fixed after a preview, found no more, undone, and found again',
		async () => {
			const terminal = openDocknet(['-H', `unix://${engine!.socket}`], {columns: 150, rows: 40});
			await terminal.waitFor(/● live[\s\S]*\n bridge /, patience);
			terminal.press('9');
			await terminal.waitFor('rules checked', patience);
			terminal.press('/');
			await terminal.waitFor('enter keep');
			terminal.press('id:conn-different-bridges-isolated name:e2e-fix-client', 'enter');
			await terminal.waitFor(row);
			terminal.press('f');
			await terminal.waitFor('$ docker network connect e2e-fix-two e2e-fix-client');
			expect(await networksOfClient()).toEqual(['e2e-fix-one']);
			terminal.press('y');
			await terminal.waitFor(/done, and no longer found: .*e2e-fix-client.* u undoes it/, patience);
			expect(terminal.screen().join('\n')).not.toMatch(row);
			expect(await networksOfClient()).toEqual(['e2e-fix-one', 'e2e-fix-two']);
			terminal.press('u');
			await terminal.waitFor('$ docker network disconnect e2e-fix-two e2e-fix-client');
			terminal.press('y');
			await terminal.waitFor(/undone: .*e2e-fix-client.* is found again/, patience);
			expect(terminal.screen().join('\n')).toMatch(row);
			expect(await networksOfClient()).toEqual(['e2e-fix-one']);
		},
		4 * patience,
	);
});
