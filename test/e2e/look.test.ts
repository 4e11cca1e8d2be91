import {describe, expect, test} from 'vitest';
import {width} from '../../source/core/text/width.js';
import {cursorOn, goTo, openDemo, openDocknet} from './docknet.js';

const sizes = [
	[80, 24],
	[120, 36],
	[200, 50],
	[60, 16],
] as const;

describe('at every size the picture fills the terminal and no line is cut off by it', () => {
	test.each(sizes)('%i×%i', async (columns, rows) => {
		const terminal = await openDemo('shop', {columns, rows});
		for (const keys of [['2'], ['enter'], ['esc', '?'], ['esc', ':']]) {
			for (const key of keys) {
				const {bytes} = terminal;
				terminal.press(key);
				await terminal.waitFor(() => terminal.bytes > bytes);
			}

			const screen = terminal.screen();
			expect(screen).toHaveLength(rows);
			expect(Math.max(...screen.map(width))).toBeLessThanOrEqual(columns);
			expect(screen.at(-1)).not.toBe('');
		}
	});

	test('below 80×24 it is compact: the tabs carry the state', async () => {
		const terminal = await openDemo('shop', {columns: 60, rows: 16});
		expect(terminal.screen()[0]).toMatch(/^ 1 Networks 7 {2}2 Containers 15 {2}9 Findings +● live/);
	});
});

test('after a storm of resizes the picture is the one of a fresh start', async () => {
	const fresh = await openDemo('shop', {columns: 90, rows: 30});
	const terminal = await openDemo('shop', {columns: 120, rows: 36});
	for (const [columns, rows] of [
		[80, 24],
		[61, 17],
		[200, 50],
		[40, 10],
		[150, 28],
		[90, 30],
	] as const)
		terminal.resize(columns, rows);
	const still = (screen: string[]) => screen.map(line => line.slice(0, 22)).join('\n');
	await terminal.waitFor(screen => still(screen) === still(fresh.screen()));
});

test('NO_COLOR: not one colour among all the bytes', async () => {
	const terminal = await openDemo('broken', {env: {NO_COLOR: '1'}});
	terminal.press('2', '?');
	await terminal.waitFor('Help: Containers');
	terminal.press('esc');
	await terminal.waitFor('? help');
	terminal.press('p');
	await terminal.waitFor('Ping from');
	const parameters = [...terminal.output.matchAll(/\x1b\[([\d;:]*)m/g)].flatMap(([, list]) => list!.split(';'));
	expect(parameters.length).toBeGreaterThan(0);
	expect(parameters.map(Number).filter(value => value >= 30 && value !== 39 && value !== 49)).toEqual([]);
});

test.each([
	['--ascii', {}],
	['LC_ALL=C', {LC_ALL: 'C'}],
])('%s: nothing but ASCII is written', async (how, env) => {
	const terminal = openDocknet(['--demo', 'broken', ...(how === '--ascii' ? [how] : [])], {env});
	await terminal.waitFor(/live[\s\S]*\n bridge /);
	terminal.press('2');
	await cursorOn(terminal, 'api-new');
	await goTo(terminal, 'hostile-labels');
	terminal.press('enter', 'enter');
	await terminal.waitFor('Names that resolve from here');
	terminal.press('?');
	await terminal.waitFor('Help: Containers');
	expect(terminal.output).not.toMatch(/[^\x00-\x7f]/);
});
