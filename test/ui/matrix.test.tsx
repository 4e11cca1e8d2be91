import {afterEach, describe, expect, test} from 'vitest';
import {width} from '../../source/core/text/width.js';
import {openStage, type StageOptions} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
afterEach(() => stage.close());

/** The matrix of the shop's front network, by ping, to its end. */
async function asked(options: StageOptions): Promise<Stage> {
	stage = await openStage(options);
	await stage.press('/');
	await stage.type('shop_data');
	await stage.press('enter', 'm');
	await stage.see('ask by');
	await stage.press('enter');
	await stage.see('helper container?');
	await stage.press('enter');
	await stage.see(/Matrix of shop_data by ping[\s\S]*\d+ ok, \d+ failed/);
	return stage;
}

describe.each([
	[80, 24],
	[120, 36],
	[200, 50],
])('at %i×%i', (columns, rows) => {
	test('a grid with a cursor, and what the cell says', async () => {
		await asked({columns, rows});
		const lines = stage.lines();
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => width(line) > columns)).toEqual([]);
		expect(stage.frame()).toMatch(/\$ docker (exec|run) .*ping/);
		const before = stage.frame();
		await stage.press('down', 'right');
		await stage.until(() => stage.frame() !== before, 'the cursor to move');
		await stage.press('esc');
		await stage.until(() => !stage.frame().includes('Matrix of'), 'the grid to close');
	});
});

test.each([
	[60, 16],
	[80, 24],
])('at %i×%i the question for a helper leaves the grid in sight', async (columns, rows) => {
	stage = await openStage({columns, rows});
	await stage.press('/');
	await stage.type('shop_data');
	await stage.press('enter', 'm', 'enter');
	await stage.see('Probe from a helper container?');
	await stage.see(/Matrix of shop_data by ping[\s\S]*\n api-1 .*\n[\s\S]*helper container\?[\s\S]*busybox/);
	expect(stage.lines()).toHaveLength(rows);
});

test('--ascii draws nothing else', async () => {
	await asked({columns: 100, rows: 30, ascii: true});
	expect(stage.frame()).toMatch(/^[\x20-\x7E\n]*$/);
});

test('a cell is probed by itself, and the grid is still there', async () => {
	await asked({columns: 120, rows: 36});
	await stage.press('enter');
	await stage.see(/Ping .* from /);
	await stage.until(() => stage.explorer.tasks.size === 0, 'the probe to end');
	await stage.press('esc');
	await stage.see('Matrix of shop_data by ping');
});

test('marked containers, and too few', async () => {
	stage = await openStage();
	await stage.press('2', 'm');
	await stage.see('a matrix needs two containers: space marks them');
	await stage.press('space', 'space', 'm');
	await stage.see('Matrix of 2 containers: ask by');
});

test('esc cancels, then closes', async () => {
	stage = await openStage({latencyMs: 300});
	await stage.press('/');
	await stage.type('shop_data');
	await stage.press('enter', 'm', 'enter');
	await stage.see('esc cancels');
	await stage.press('esc');
	await stage.see('cancelled: what was not asked stays open');
	await stage.until(() => stage.explorer.tasks.size === 0, 'it to stop');
	expect(stage.frame()).toContain('Matrix of');
	await stage.press('esc');
	await stage.until(() => !stage.frame().includes('Matrix of'), 'the grid to close');
});
