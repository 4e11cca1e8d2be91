import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {labOf} from '../core/plan/lab.js';
import {labEngine} from '../lab-engines.js';
import {cursorOn, cursorRow, goTo, openDocknet} from './docknet.js';
import type {Pty} from './pty.js';

const engine = labEngine('a');
const lab = engine && labOf(engine, 'e2e-');
const docker = (...argv: readonly string[]) => lab!.docker(...argv);
const label = ['--label', 'docknet.test=e2e'];

describe.skipIf(!engine)('the explorer on a real engine', () => {
	beforeAll(async () => {
		await docker('network', 'create', ...label, 'e2e-front');
		await docker('network', 'create', ...label, 'e2e-back');
		for (const name of ['e2e-db', 'e2e-web', 'e2e-worker'])
			await docker('run', '-d', ...label, '--network=e2e-front', '--name', name, 'lab/busybox');
	});
	afterAll(() => lab!.clean());

	/** The containers' tab, with the cursor on one of ours. */
	async function openOn(name: string): Promise<Pty> {
		const terminal = openDocknet(['-H', `unix://${engine!.socket}`], {columns: 158, rows: 40});
		await terminal.waitFor(/Docker 20\.10.*● live[\s\S]*\n bridge /);
		terminal.press('2');
		await terminal.waitFor(/^.NAME.* IMAGE /m);
		terminal.press('/');
		await terminal.waitFor('enter keep');
		terminal.press('name:e2e', 'enter');
		await terminal.waitFor(/\/name:e2e +3 of \d+/);
		terminal.press('g', ...'jj'.slice(0, ['e2e-db', 'e2e-web', 'e2e-worker'].indexOf(name)));
		await cursorOn(terminal, name);
		return terminal;
	}

	/** Milliseconds from the end of the docker command until the screen shows it. */
	async function delay(terminal: Pty, command: readonly string[], shown: RegExp): Promise<number> {
		await docker(...command);
		const from = performance.now();
		await terminal.waitFor(shown);
		return performance.now() - from;
	}

	test('what the docker command does shows within a second, and the cursor stays on its row', async () => {
		const terminal = await openOn('e2e-web');
		const delays: number[] = [];
		const follow = async (command: readonly string[], shown: RegExp) => {
			delays.push(await delay(terminal, command, shown));
			await cursorOn(terminal, 'e2e-web');
		};
		for (const _ of [1, 2, 3]) {
			await follow(['network', 'connect', 'e2e-back', 'e2e-db'], /^.e2e-db .*e2e-back/m);
			await follow(['network', 'disconnect', 'e2e-back', 'e2e-db'], /^.e2e-db (?!.*e2e-back)/m);
			await follow(['rename', 'e2e-db', 'e2e-x-database'], /^.e2e-x-database /m);
			await follow(['rename', 'e2e-x-database', 'e2e-db'], /^.e2e-db /m);
			await follow(['kill', 'e2e-worker'], /^.e2e-worker .* exited /m);
			await follow(['start', 'e2e-worker'], /^.e2e-worker .* running /m);
		}

		const median = delays.sort((a, b) => a - b)[Math.floor(delays.length / 2)]!;
		expect(median).toBeLessThanOrEqual(1000);
	});

	test('the cursor follows the container that is renamed under it', async () => {
		const terminal = await openOn('e2e-db');
		await docker('rename', 'e2e-db', 'e2e-zz');
		await cursorOn(terminal, 'e2e-zz');
		await docker('rename', 'e2e-zz', 'e2e-db');
		await cursorOn(terminal, 'e2e-db');
	});

	test('a container is attached by the form, with an alias, and detached', async () => {
		const terminal = await openOn('e2e-web');
		terminal.press('a');
		await terminal.waitFor(/Connect e2e-web to a network[\s\S]*→ Network/);
		for (let turns = 0; !/Network +← e2e-back →/.test(terminal.screen().join('\n')); turns++) {
			expect(turns).toBeLessThan(60);
			const before = terminal.screen().join('\n');
			terminal.press('right');
			await terminal.waitFor(screen => screen.join('\n') !== before);
		}

		terminal.press('tab', 'shop', 'enter');
		await terminal.waitFor('docker network connect --alias shop e2e-back e2e-web');
		terminal.press('y');
		await terminal.waitFor(/^.e2e-web .*e2e-back/m);
		const found = JSON.parse(await docker('inspect', 'e2e-web', '--format', '{{json .NetworkSettings.Networks}}'));
		expect(found['e2e-back'].Aliases).toContain('shop');
		terminal.press('d');
		await terminal.waitFor('Disconnect e2e-web from which network?');
		terminal.press('e2e-back', 'enter');
		await terminal.waitFor('Disconnect e2e-web from e2e-back');
		terminal.press('enter');
		await terminal.waitFor('$ docker network disconnect e2e-back e2e-web');
		terminal.press('y');
		await terminal.waitFor(/^.e2e-web (?!.*e2e-back)/m);
	});

	test('ping by name, and a name looked up', async () => {
		const terminal = await openOn('e2e-web');
		terminal.press('p');
		await terminal.waitFor('─ Ping from e2e-web to');
		terminal.press('e2e-db', 'enter');
		await terminal.waitFor(/Ping e2e-db from e2e-web[\s\S]* OK /, 15_000);
		await terminal.waitFor(/│ \d+\.\d+\.\d+\.\d+ +│ 5 +│ 5 +│ 0 %/, 15_000);
		// Until it is over, esc stops it.
		await terminal.waitFor('esc close');
		terminal.press('esc');
		await terminal.waitFor(/^(?![\s\S]*esc close)/);
		terminal.press('n');
		await terminal.waitFor('─ Look up, from e2e-web, the name');
		terminal.press('e2e-db', 'enter');
		await terminal.waitFor(/Name lookup e2e-db from e2e-web[\s\S]* OK /, 15_000);
	});

	test('a shell: raw keys, the size of the window followed, and back to where it was', async () => {
		const terminal = await openOn('e2e-web');
		terminal.press('!');
		await terminal.waitFor(/[#$] $|[#$]$/m);
		expect(terminal.isAlternate).toBe(false);
		terminal.press('stty size', 'enter');
		await terminal.waitFor(/^40 158$/m);
		terminal.resize(100, 30);
		await expect
			.poll(async () => {
				terminal.press('clear; stty size', 'enter');
				await terminal.waitFor(/^\d+ \d+$/m);
				return terminal.screen().find(line => /^\d+ \d+$/.test(line));
			})
			.toBe('30 100');
		terminal.press("sh -c 'echo asleep; exec sleep 100'", 'enter');
		await terminal.waitFor(/^asleep$/m);
		terminal.press('ctrl-c', 'echo still here', 'enter');
		await terminal.waitFor(/^still here$/m);
		terminal.press('exit', 'enter');
		await terminal.waitFor('the shell in e2e-web ended');
		expect(terminal.isAlternate).toBe(true);
		expect(terminal.screen()).toHaveLength(30);
		expect(cursorRow(terminal)?.text).toContain('e2e-web');
	});

	test('a network is created, a container run in it, both go again', async () => {
		const terminal = openDocknet(['-H', `unix://${engine!.socket}`], {columns: 120, rows: 40});
		await terminal.waitFor(/● live[\s\S]*\n bridge /);
		terminal.press('c');
		await terminal.waitFor(/→ Driver/);
		terminal.press('tab', 'e2e-made', 'tab', 'tab', '10.123.45.0/24', 'enter');
		await terminal.waitFor(/\$ docker network create .*--subnet 10\.123\.45\.0\/24.* e2e-made/);
		terminal.press('y');
		await terminal.waitFor(/^.e2e-made +bridge +local +10\.123\.45\.0\/24/m);
		expect(await docker('network', 'inspect', 'e2e-made', '--format', '{{(index .IPAM.Config 0).Subnet}}')).toBe(
			'10.123.45.0/24',
		);
		await goTo(terminal, 'e2e-made');
		terminal.press('r');
		await terminal.waitFor('Run a container in e2e-made');
		terminal.press('lab/busybox', 'tab', 'tab', 'e2e-run', 'enter');
		await terminal.waitFor(/\$ docker run .*--network e2e-made.* lab\/busybox/);
		terminal.press('y');
		await terminal.waitFor(/done: .*u undoes it/);
		expect(
			await docker('inspect', 'e2e-run', '--format', '{{.State.Running}} {{json .NetworkSettings.Networks}}'),
		).toMatch(/^true .*"e2e-made"/);
		terminal.press('u');
		await terminal.waitFor(/\$ docker (rm|stop).* e2e-run/);
		terminal.press('y');
		await terminal.waitFor(/done: /);
		terminal.press('u');
		await terminal.waitFor('$ docker network rm e2e-made');
		terminal.press('y');
		await terminal.waitFor(screen => !/^.e2e-made /m.test(screen.join('\n')));
	});
});
