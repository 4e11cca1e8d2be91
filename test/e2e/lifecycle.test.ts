import fs from 'node:fs';
import {describe, expect, test} from 'vitest';
import {cursorOn, docknet, open} from './docknet.js';
import type {Pty} from './pty.js';

/** Node throws it at SIGUSR2: an exception anywhere in the program, as a bug would throw it. */
const bug = `data:text/javascript,${encodeURIComponent(
	"process.on('SIGUSR2', () => { throw new Error('thrown on purpose'); });",
)}`;

/** Says how the program ended, and whether the terminal's modes are what they were. */
const script = 'before=$(stty -g); "$@"; echo "code $?"; [ "$before" = "$(stty -g)" ] && echo "modes kept"; read _';

async function openUnderShell(): Promise<Pty> {
	const [node, program] = docknet;
	const terminal = open(['sh', '-c', script, 'sh', node!, '--import', bug, program!, '--demo'], {
		columns: 100,
		rows: 30,
	});
	await terminal.waitFor(/● live[\s\S]*\n bridge /);
	expect(terminal.isAlternate).toBe(true);
	return terminal;
}

/** The program's own process: the shell's only child. */
function programOf({pid}: Pty): number {
	return Number(fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}

async function expectGivenBack(terminal: Pty, code: number): Promise<string> {
	const screen = (await terminal.waitFor('modes kept')).join('\n');
	expect(screen).toMatch(new RegExp(`code ${code}$`, 'm'));
	expect(terminal.isAlternate).toBe(false);
	expect(terminal.isCursorHidden).toBe(false);
	return screen;
}

describe('the terminal is given back', () => {
	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('after %s', async (signal, code) => {
		const terminal = await openUnderShell();
		process.kill(programOf(terminal), signal);
		await expectGivenBack(terminal, code);
	});

	test.each(['q', 'ctrl-c'])('after %s', async key => {
		const terminal = await openUnderShell();
		terminal.press(key);
		await expectGivenBack(terminal, 0);
	});

	test('after ctrl-c in a form', async () => {
		const terminal = await openUnderShell();
		terminal.press('c');
		await terminal.waitFor('Create a network');
		terminal.press('tab', 'half-typed', 'ctrl-c');
		await expectGivenBack(terminal, 0);
	});

	test('after an exception, which is shown', async () => {
		const terminal = await openUnderShell();
		process.kill(programOf(terminal), 'SIGUSR2');
		const screen = await expectGivenBack(terminal, 1);
		expect(screen).toContain('Error: thrown on purpose');
		expect(screen).toContain('This is a bug in docknet');
	});

	test('after SIGTERM in a shell in a container', async () => {
		const terminal = await openUnderShell();
		terminal.press('2');
		await terminal.waitFor('grafana');
		terminal.press('!');
		await terminal.waitFor('/ #');
		process.kill(programOf(terminal), 'SIGTERM');
		await expectGivenBack(terminal, 143);
	});
});

test('a window that is closed ends the program', async () => {
	const terminal = open([...docknet, '--demo']);
	await terminal.waitFor('● live');
	terminal.hangUp();
	await expect.poll(() => fs.existsSync(`/proc/${terminal.pid}`), {timeout: 5000}).toBe(false);
});

test('Ctrl-Z gives the shell back, fg the explorer, where it was', async () => {
	const terminal = open(['bash', '--norc', '--noprofile', '-i'], {env: {PS1: 'prompt> '}, columns: 100, rows: 30});
	await terminal.waitFor('prompt>');
	terminal.press(`"${docknet.join('" "')}" --demo`, 'enter');
	await terminal.waitFor(/● live[\s\S]*\n bridge /);
	terminal.press('2');
	await terminal.waitFor(/^ grafana /m);
	terminal.press('G');
	await cursorOn(terminal, 'toolbox');
	terminal.press('ctrl-z');
	await terminal.waitFor('Stopped');
	expect(terminal.isAlternate).toBe(false);
	expect(terminal.isCursorHidden).toBe(false);
	terminal.press('stty -a', 'enter');
	expect((await terminal.waitFor('echoke')).join('\n')).toMatch(/(?<!-)\bicanon\b[\s\S]*(?<!-)\becho\b/);
	terminal.resize(90, 28);
	terminal.press('fg', 'enter');
	await terminal.waitFor(/─ toolbox container/);
	expect(terminal.isAlternate).toBe(true);
	expect(terminal.screen()).toHaveLength(28);
	terminal.press('q');
	await terminal.waitFor(/prompt> $/m);
});
