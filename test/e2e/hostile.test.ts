import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {labOf} from '../core/plan/lab.js';
import {labEngine} from '../lab-engines.js';
import {cursorOn, openDemo, openDocknet} from './docknet.js';
import type {Pty} from './pty.js';

const engine = labEngine('a');
const lab = engine && labOf(engine, 'e2e-h-');
const label = ['--label', 'docknet.test=e2e'];

const hostile = {
	ansi: '\x1b[2J\x1b[31mred\x1b]0;title\x07\x1bPdcs\x1b\\\x9b5Aup\x1bc',
	controls: 'bell\x07 back\b\b tab\there\r\nline\x7f',
	bidi: 'abc\u202Edef\u2066ghi\u200Fjkl',
	emoji: '👩‍👩‍👧‍👦 family 🇩🇪 flag ❤️ heart 1️⃣',
	cjk: '漢字かな한글ｆｕｌｌ',
	combining: `e${'\u0301'.repeat(40)}\u200Bzero\u00ADsoft`,
	long: 'x'.repeat(255),
} as const;

/** What may never reach a terminal, whoever sent it. */
const forbidden = /\x1b\]0;|\x1bP|\x1bc|\x9b|\x07|\u202e|\u2066|\u200f|\x1b\[31mred|\x1b\[\d*A/;

/** Columns at which a character stands in a row, in cells. */
function columnsOf(terminal: Pty, row: number, columns: number, wanted: string): number[] {
	return Array.from({length: columns}, (_, column) => column).filter(
		column => terminal.cell(column, row).text === wanted,
	);
}

/** Every small table on the screen: its rows have their borders one below the other. */
function expectTablesAligned(terminal: Pty, columns: number): number {
	const rows = terminal.screen().map((_, row) => columnsOf(terminal, row, columns, '│'));
	let compared = 0;
	for (const [index, borders] of rows.entries()) {
		const above = rows[index - 1] ?? [];
		if (borders.length === 0 || above.length === 0) continue;
		expect(borders).toEqual(above);
		compared++;
	}

	return compared;
}

/** The rows of the list: a state stands in the column of its heading in every row. */
function expectListAligned(terminal: Pty, columns: number): number {
	const screen = terminal.screen();
	const heading = screen[2]!.indexOf('STATE');
	const rows = screen.flatMap((line, row) => (/^.e2e-h-/.test(line) ? [row] : []));
	for (const row of rows) {
		const text = Array.from({length: columns}, (_, column) => terminal.cell(column, row).text || '');
		expect(text.slice(heading, heading + 7).join('')).toBe('running');
		expect(text[heading - 1]).toBe(' ');
	}

	return rows.length;
}

describe.skipIf(!engine)('names that would break a terminal, on a real engine', () => {
	beforeAll(async () => {
		// The docker command takes no blanks in keys.
		const labels = Object.entries(hostile).flatMap(([name, text]) => [
			...['--label', `${name}=${text}`],
			...['--label', `${text.replaceAll(/\s/g, '_')}=key`],
		]);
		await lab!.docker('network', 'create', ...label, ...labels, 'e2e-h-net');
		for (const [name, text] of Object.entries(hostile))
			await lab!.docker(
				...['run', '-d', ...label, ...labels, '--network', 'e2e-h-net', '--network-alias', text],
				...['--name', `e2e-h-${name}`, 'lab/busybox', 'sh', '-c', ': "$1"; sleep infinity', 'sh', text],
			);
	});
	afterAll(() => lab!.clean());

	test.each([
		[80, 24],
		[120, 36],
	])('%i×%i: columns stay, nothing reaches the terminal', async (columns, rows) => {
		const terminal = openDocknet(['-H', `unix://${engine!.socket}`], {columns, rows});
		await terminal.waitFor(/● live[\s\S]*\n bridge /);
		terminal.press('2');
		await terminal.waitFor(/^.NAME.* STATE /m);
		terminal.press('/');
		await terminal.waitFor('enter keep');
		terminal.press('name:e2e-h-', 'enter');
		await terminal.waitFor(/\/name:e2e-h- +7 of \d+/);
		expect(expectListAligned(terminal, columns)).toBe(7);
		terminal.press('g');
		for (const name of Object.keys(hostile).sort()) {
			await cursorOn(terminal, `e2e-h-${name}`);
			terminal.press('enter', 'enter');
			await terminal.waitFor(new RegExp(`^─ e2e-h-${name} container`, 'm'));
			await terminal.waitFor('Networks');
			expect(terminal.screen()).toHaveLength(rows);
			terminal.press('/');
			await terminal.waitFor('enter keep');
			terminal.press('Names that others');
			await terminal.waitFor(/│ network +│ aliases/);
			terminal.press('enter');
			expect(expectTablesAligned(terminal, columns)).toBeGreaterThan(0);
			terminal.press('G');
			await terminal.waitFor('docknet.test');
			expect(expectTablesAligned(terminal, columns)).toBeGreaterThan(0);
			terminal.press('v');
			await terminal.waitFor(/"Id": "[0-9a-f]{64}"|"AppArmorProfile"|^ *\{$/m);
			terminal.press('v');
			await terminal.waitFor('Networks');
			terminal.press('esc');
			await terminal.waitFor('esc back');
			terminal.press('esc');
			await terminal.waitFor(/^.NAME.* STATE /m);
			expect(expectListAligned(terminal, columns)).toBe(7);
			terminal.press('j');
		}

		await cursorOn(terminal, 'e2e-h-long');
		// Completion of what could be asked holds the aliases.
		terminal.press('p');
		await terminal.waitFor('─ Ping from e2e-h-long to');
		await terminal.waitFor('漢字かな');
		expect(terminal.output).not.toMatch(forbidden);
	});
});

test.each([
	[80, 24],
	[120, 36],
])('the demo of broken things at %i×%i', async (columns, rows) => {
	const terminal = await openDemo('broken', {columns, rows});
	terminal.press('2');
	await terminal.waitFor(/^.NAME.* STATE /m);
	terminal.press('/');
	await terminal.waitFor('enter keep');
	terminal.press('name:hostile', 'enter');
	await terminal.waitFor(/\/name:hostile +1 of \d+/);
	terminal.press('enter', 'enter');
	await terminal.waitFor(/^─ hostile-labels container/m);
	for (const _ of Array(8).keys()) {
		expectTablesAligned(terminal, columns);
		const before = terminal.screen().join('\n');
		terminal.press('ctrl-d');
		await terminal.waitFor(screen => screen.join('\n') !== before);
		if (/(\d+) of \1/.test(terminal.screen().join('\n'))) break;
	}

	expectTablesAligned(terminal, columns);
	expect(terminal.output).not.toMatch(forbidden);
});
