import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';
import {openPty, type Pty, type PtyOptions} from './pty.js';

/** The program as it is shipped. */
export const docknet: readonly string[] = [
	process.execPath,
	fileURLToPath(new URL('../../dist/cli.js', import.meta.url)),
];

/** What on the tester's machine would choose another engine, another look or another clipboard. */
const neutral = {
	LANG: 'C.UTF-8',
	LC_ALL: undefined,
	LC_CTYPE: undefined,
	DOCKER_HOST: undefined,
	DOCKER_CONTEXT: undefined,
	DOCKER_CONFIG: undefined,
	DOCKER_TLS_VERIFY: undefined,
	DOCKER_CERT_PATH: undefined,
	TMUX: undefined,
	STY: undefined,
};

/** A program in a pty of its own until the test ends. */
export function open(argv: readonly string[], options: Omit<PtyOptions, 'argv'> = {}): Pty {
	const terminal = openPty({...options, argv, env: {...neutral, ...options.env}});
	onTestFinished(() => terminal.close());
	return terminal;
}

/** docknet with these arguments, in a pty of its own until the test ends. */
export function openDocknet(argv: readonly string[], options: Omit<PtyOptions, 'argv'> = {}): Pty {
	return open([...docknet, ...argv], options);
}

/** The explorer on the demo, with its first rows on the screen. */
export async function openDemo(scenario = 'shop', options: Omit<PtyOptions, 'argv'> = {}): Promise<Pty> {
	const terminal = openDocknet(['--demo', scenario], options);
	await terminal.waitFor(/● live[\s\S]*\n bridge /);
	return terminal;
}

/** The row under the list's cursor: the first that is drawn inverse. */
export function cursorRow(terminal: Pty): {readonly text: string; readonly row: number} | undefined {
	const screen = terminal.screen();
	const row = screen.findIndex((_, index) => terminal.cell(1, index).inverse);
	return row < 0 ? undefined : {text: screen[row]!, row};
}

/** Waits until the cursor of the list is on the row that begins with the name. */
export async function cursorOn(terminal: Pty, name: string): Promise<void> {
	await terminal.waitFor(() => cursorRow(terminal)?.text.trimStart().startsWith(name) ?? false);
}

/** Narrows the list to the name and puts the cursor on it; the filter stays. */
export async function goTo(terminal: Pty, name: string): Promise<void> {
	terminal.press('/');
	await terminal.waitFor('enter keep');
	terminal.press('ctrl-u', `name:${name}`);
	await terminal.waitFor(new RegExp(`^.?${name} `, 'm'));
	terminal.press('enter');
	await terminal.waitFor('? help');
	terminal.press('g');
	await cursorOn(terminal, name);
}
