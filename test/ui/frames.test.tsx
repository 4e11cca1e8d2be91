import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import {afterEach, describe, expect, test} from 'vitest';
import {width} from '../../source/core/text/width.js';
import {App} from '../../source/ui/app.js';
import {openStage, type StageOptions} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
afterEach(() => stage.close());

const sizes = [
	[60, 16],
	[80, 24],
	[120, 36],
	[200, 50],
] as const;

/** Keys that lead to each screen worth keeping a picture of. */
const screens: Readonly<Record<string, readonly string[]>> = {
	networks: ['j', 'j', 'j', 'j'],
	containers: ['2', 'j', 'j', 'j'],
	inspector: ['j', 'j', 'j', 'j', 'enter'],
	help: ['?'],
	palette: [':'],
	filter: ['/', 's', 'h', 'o', 'p'],
	create: ['c'],
	plan: ['c', 'tab', 'p', 'a', 'y', 'enter'],
	attach: ['2', 'j', 'j', 'j', 'a'],
	ping: ['2', 'j', 'j', 'j', 'p'],
};

async function show(keys: readonly string[], options: StageOptions): Promise<readonly string[]> {
	stage = await openStage(options);
	await stage.press(...keys);
	await stage.until(() => stage.explorer.inspected === stage.explorer.row, 'the inspector to follow');
	return stage.lines();
}

describe.each(sizes)('at %i×%i', (columns, rows) => {
	test.each(Object.entries(screens))('%s', async (name, keys) => {
		const lines = await show(keys, {columns, rows});
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => width(line) > columns)).toEqual([]);
		await expect(`${lines.map(line => line.trimEnd()).join('\n')}\n`).toMatchFileSnapshot(
			`../fixtures/frames/${columns}x${rows}-${name}.txt`,
		);
	});

	test('names that try to break the screen', async () => {
		const lines = await show(['2'], {columns, rows, scenario: 'broken'});
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => width(line) > columns)).toEqual([]);
		expect(lines.join('')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B-\u200F]/u);
	});
});

test.each(Object.entries(screens))('--ascii: %s has nothing else', async (_, keys) => {
	const lines = await show(keys, {ascii: true});
	expect(lines.join('')).toMatch(/^[\x20-\x7E]*$/);
});

test('without colour there is no colour code, with it there is', async () => {
	const colors = /\u001B\[(3\d|4\d|9\d|10\d)[;m]/;
	stage = await openStage({color: false});
	expect(renderToString(<App explorer={stage.explorer} />, {columns: 120})).not.toMatch(colors);
	await stage.close();
	stage = await openStage({color: true});
	const styled = renderToString(<App explorer={stage.explorer} />, {columns: 120});
	expect(styled).toMatch(colors);
	expect(stripVTControlCharacters(styled)).toBe(stage.frame());
});
