import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {openPty, type Pty} from '../../e2e/pty.js';

let folder: string;
let program: string;
let terminal: Pty;

beforeAll(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docknet-terminal-'));
	const build = fileURLToPath(new URL('../../../source/build.js', import.meta.url));
	const entry = fileURLToPath(new URL('fixture-app.tsx', import.meta.url));
	execFileSync(process.execPath, [build, entry, folder]);
	program = path.join(folder, 'cli.js');
});

afterAll(() => fs.rmSync(folder, {recursive: true, force: true}));
afterEach(() => terminal.close());

/** The program under a shell that then says how it ended, and in which state it left the terminal. */
async function open(env: Record<string, string> = {}): Promise<Pty> {
	terminal = openPty({
		argv: ['sh', '-c', `"${process.execPath}" "${program}"; echo "code $?"; stty -a; sleep 60`],
		env,
		columns: 80,
		rows: 24,
	});
	await terminal.waitFor('end of 80x24');
	return terminal;
}

const pid = () => Number(/pid (\d+)/.exec(terminal.screen()[0]!)![1]);

/** The normal screen, a cursor, the shell's modes. */
async function expectGivenBack(code: number): Promise<void> {
	const screen = (await terminal.waitFor(/code \d+[\s\S]*echoke/)).join('\n');
	expect(screen).toContain(`code ${code}\n`);
	expect(screen).toMatch(/(?<!-)\bicanon\b/);
	expect(screen).toMatch(/(?<!-)\becho\b/);
	expect(terminal.isAlternate).toBe(false);
	expect(terminal.isCursorHidden).toBe(false);
}

describe('the terminal is given back', () => {
	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('after %s', async (signal, code) => {
		await open();
		expect(terminal.isAlternate).toBe(true);
		expect(terminal.isCursorHidden).toBe(true);
		process.kill(pid(), signal);
		await expectGivenBack(code);
	});

	test.each([
		['q', 0],
		['ctrl-c', 0],
	])('after %s', async (key, code) => {
		await open();
		terminal.press(key);
		await expectGivenBack(code);
	});

	test.each([
		['t', 'Error: thrown on purpose'],
		['r', 'Error: rejected on purpose'],
	])('after a bug (%s), which is shown', async (key, message) => {
		await open();
		terminal.press(key);
		await expectGivenBack(1);
		expect(terminal.output).toContain(message);
		expect(terminal.output).toContain('This is a bug in docknet');
	});

	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('after %s while it is handed over', async (signal, code) => {
		await open();
		const process_ = pid();
		terminal.press('h');
		await terminal.waitFor('handed 80x24');
		process.kill(process_, signal);
		await expectGivenBack(code);
	});

	test('after SIGTERM while the terminal does not read', async () => {
		await open({STATISTICS: path.join(folder, 'stalled.json')});
		const process_ = pid();
		terminal.pause();
		terminal.press('f');
		await statistics('stalled.json', ({frames}) => frames > 60);
		process.kill(process_, 'SIGTERM');
		await until(() => !fs.existsSync(`/proc/${process_}`));
		terminal.resume();
		await terminal.waitFor('code 143');
	});

	test('and when the terminal is gone, the program ends', async () => {
		terminal = openPty({argv: [process.execPath, program], columns: 80, rows: 24});
		await terminal.waitFor('end of 80x24');
		const process_ = pid();
		terminal.hangUp();
		await until(() => !fs.existsSync(`/proc/${process_}`));
	});
});

describe('job control', () => {
	test.each([['ctrl-z'], ['SIGTSTP']])('%s gives the shell back; fg brings the same picture', async way => {
		terminal = openPty({
			argv: ['bash', '--norc', '--noprofile', '-i'],
			env: {PS1: 'prompt> '},
			columns: 80,
			rows: 24,
		});
		await terminal.waitFor('prompt>');
		terminal.press(`"${process.execPath}" "${program}"`, 'enter');
		await terminal.waitFor('end of 80x24');
		terminal.press('j');
		const before = await terminal.waitFor('count 1');
		if (way === 'ctrl-z') terminal.press('ctrl-z');
		else process.kill(pid(), 'SIGTSTP');
		await terminal.waitFor('Stopped');
		expect(terminal.isAlternate).toBe(false);
		terminal.press('stty -a', 'enter');
		const modes = (await terminal.waitFor('echoke')).join('\n');
		expect(modes).toMatch(/(?<!-)\bicanon\b/);
		terminal.press('fg', 'enter');
		expect(await terminal.waitFor('end of 80x24')).toEqual(before);
		expect(terminal.isAlternate).toBe(true);
		terminal.press('j');
		await terminal.waitFor('count 2');
		terminal.press('q');
		await terminal.waitFor(/prompt> $/m);
	});

	test('without a shell that could continue it, it goes on', async () => {
		terminal = openPty({argv: [process.execPath, program], columns: 80, rows: 24});
		await terminal.waitFor('end of 80x24');
		terminal.press('ctrl-z');
		await terminal.waitFor(() => (terminal.output.match(/\[\?1049h/g) ?? []).length === 2);
		terminal.press('j');
		await terminal.waitFor('count 1');
		expect(terminal.isAlternate).toBe(true);
	});
});

describe('hand-over', () => {
	test.each([
		['x', 'back by x'],
		['e', 'back by e'],
	])('raw bytes both ways, sizes followed, and the picture is back after %s', async (key, event) => {
		await open();
		terminal.press('h');
		await terminal.waitFor('handed 80x24');
		expect(terminal.isAlternate).toBe(false);
		terminal.press('ctrl-c');
		await terminal.waitFor('[03]');
		terminal.resize(70, 20);
		await terminal.waitFor('resized 70x20');
		terminal.press(key);
		const screen = await terminal.waitFor(event);
		expect(terminal.isAlternate).toBe(true);
		expect(screen.at(-1)).toBe('end of 70x20');
	});
});

describe('keys', () => {
	test('a burst is as many keys', async () => {
		await open();
		terminal.press('jjjjj');
		await terminal.waitFor('count 5');
	});

	test('Escape alone, arrows, Backspace and Delete', async () => {
		await open();
		for (const [key, shown] of [
			['esc', 'escape[]'],
			['up', 'upArrow[]'],
			['backspace', 'backspace[]'],
			['delete', 'delete[]'],
			['ü', '[ü]'],
		] as const) {
			terminal.press(key);
			await terminal.waitFor(`key ${shown}`);
		}
	});

	test('a paste is one event, and no key', async () => {
		await open();
		terminal.paste('q\nj\x1b[31m');
		await terminal.waitFor('event paste <q j[31m>');
		expect(terminal.screen()[0]).toContain('count 0');
	});

	test('the mouse, once it is wanted', async () => {
		await open();
		terminal.press('m');
		await terminal.waitFor(() => terminal.output.includes('\x1b[?1006h'));
		terminal.press('\x1b[<65;10;5M');
		await terminal.waitFor('event mouse wheel 9,4 1');
	});

	test('what is written to the console does not cross the screen', async () => {
		await open();
		terminal.press('l');
		terminal.press('j');
		const screen = await terminal.waitFor('log across the screen');
		expect(screen.join('\n').match(/across the screen/g)).toHaveLength(1);
	});
});

test('a storm of resizes settles with the right picture', async () => {
	await open();
	for (let step = 0; step < 30; step++) terminal.resize(60 + ((step * 37) % 60), 15 + ((step * 11) % 20));
	terminal.resize(100, 30);
	const expected = Array.from({length: 25}, (_, row) => `${row} ${'.'.repeat(90)} ${row}`);
	await terminal.waitFor(screen => expected.every((line, row) => screen[row + 4] === line));
	expect(terminal.screen().length).toBe(30);
	await terminal.waitFor('end of 100x30');
});

test('a terminal that does not read neither stops the program nor gets old frames', async () => {
	await open({STATISTICS: path.join(folder, 'flood.json')});
	terminal.pause();
	terminal.press('f');
	const {frames, worst} = await statistics('flood.json', now => now.frames >= 150);
	expect(worst).toBeLessThan(100);
	const written = terminal.bytes;
	terminal.resume();
	await terminal.waitFor(screen => Number(/event (\d+)/.exec(screen.join('\n'))?.[1] ?? 0) > frames);
	// What waited in the terminal's own buffers, and some frames since: not the 150 that were drawn meanwhile.
	expect(terminal.bytes - written).toBeLessThan(150 * 80 * 20 * 0.6);
});

type Statistics = {readonly frames: number; readonly worst: number};

async function statistics(name: string, wanted: (now: Statistics) => boolean): Promise<Statistics> {
	let now: Statistics | undefined;
	await until(() => {
		const file = path.join(folder, name);
		if (fs.existsSync(file)) now = JSON.parse(fs.readFileSync(file, 'utf8'));
		return now !== undefined && wanted(now);
	});
	return now!;
}

async function until(condition: () => boolean): Promise<void> {
	const end = Date.now() + 10_000;
	while (!condition()) {
		if (Date.now() > end) throw new Error(`Not within 10 s: ${condition}`);
		await new Promise(resolve => setTimeout(resolve, 20));
	}
}
