import {spawn} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {openDocknet} from '../e2e/docknet.js';
import {docknet, neutral, program} from './docknet.js';

function start(...argv: readonly string[]) {
	return spawn(process.execPath, [program, ...argv], {env: neutral, stdio: ['ignore', 'pipe', 'pipe']});
}

describe('to a pipe', () => {
	test('a slow reader gets all of it', async () => {
		const child = start('--demo', 'large', 'ls', 'containers', '--json');
		const exited = new Promise(resolve => child.once('exit', resolve));
		let text = '';
		for await (const chunk of child.stdout) {
			text += chunk;
			await sleep(10);
		}

		expect(await exited).toBe(0);
		expect(text.length).toBeGreaterThan(500_000);
		expect(JSON.parse(text)).toHaveLength(1000);
	});

	test('a reader that has seen enough is no trouble', async () => {
		const child = start('--demo', 'large', 'ls', 'containers', '--json');
		const exited = new Promise(resolve => child.once('exit', resolve));
		let complaint = '';
		child.stderr.on('data', chunk => (complaint += chunk));
		child.stdout.once('data', () => child.stdout.destroy());
		expect(await exited).toBe(0);
		expect(complaint).toBe('');
	});

	test('cells are whole, and no line ends in blanks', async () => {
		const {stdout} = await docknet(['--demo', 'large', 'ls', 'containers']);
		expect(stdout).not.toContain('…');
		for (const line of stdout.split('\n')) expect(line).toBe(line.trimEnd());
	});
});

describe('at a terminal', () => {
	test.each([80, 120])('lines fit %i columns', async columns => {
		const terminal = openDocknet(['--demo', 'ls', 'containers'], {columns, rows: 40});
		expect(await terminal.exit).toMatchObject({code: 0});
		// A line that is too wide would go on in the next.
		const {stdout} = await docknet(['--demo', 'ls', 'containers']);
		const rows = terminal.screen().filter(line => line.trim() !== '');
		expect(rows.map(line => line.split(' ')[0])).toEqual(
			stdout
				.trimEnd()
				.split('\n')
				.map(line => line.split(' ')[0]),
		);
	});

	test.each([
		['y', ['y', 'enter'], 0],
		['no', ['n', 'enter'], 1],
		['nothing', ['enter'], 1],
		['Ctrl-C', ['ctrl-c'], 1],
		['Ctrl-D', ['ctrl-d'], 1],
	])('asked to confirm, %s', async (_, answer, code) => {
		const terminal = openDocknet(['--demo', 'create', 'new']);
		await terminal.waitFor('Create the network new? [y/N]');
		terminal.press(...answer);
		// The exit may be known before the last of the screen.
		if (code === 1) await terminal.waitFor('nothing was changed');
		expect(await terminal.exit).toMatchObject({code});
		if (code === 0) expect(terminal.screen().join('\n')).not.toContain('nothing was changed');
	});
});
