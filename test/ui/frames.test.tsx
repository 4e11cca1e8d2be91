import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import {afterEach, describe, expect, test} from 'vitest';
import {audPortWildcardBind} from '../../source/core/audit/aud-port-wildcard-bind.js';
import {emptySnapshot} from '../../source/core/model/snapshot.js';
import {connInternalNoEgress} from '../../source/core/rules/conn-internal-no-egress.js';
import {connTargetPaused} from '../../source/core/rules/conn-target-paused.js';
import {connTargetUnhealthy} from '../../source/core/rules/conn-target-unhealthy.js';
import {runRules} from '../../source/core/rules/run-rules.js';
import {width} from '../../source/core/text/width.js';
import {reduce} from '../../source/store/reduce.js';
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

/** Rules of which each finds something in the shop: all of them would change the pictures with each rule that is added. */
const rules = [connTargetPaused, connTargetUnhealthy, connInternalNoEgress, audPortWildcardBind];

/** The same for what needs more than keys. */
const asked: Readonly<Record<string, () => Promise<void>>> = {
	async findings() {
		const {engine, store} = stage;
		const snapshot = (await engine.survey(new AbortController().signal)).reduce(reduce, emptySnapshot);
		const {findings, checked} = runRules(rules, snapshot, engine.host);
		const reasons = Object.fromEntries(rules.map(({id, why}) => [id, why]));
		const skipped = [{id: 'paths', reason: 'paths are tried with P'}];
		const diagnosis = {at: 0, probed: false, checked, skipped, findings, reasons};
		store.dispatch([{type: 'diagnosed', host: engine.host, diagnosis}]);
		await stage.press('9', 'j');
	},
	async explain() {
		await stage.press('2', '/');
		await stage.type('shop-api-1');
		await stage.press('enter', 'e');
		await stage.type('db:1');
		await stage.press('enter');
		await stage.see('Does shop-api-1 reach db:1?');
		await stage.until(() => stage.explorer.tasks.size === 0, 'the probe');
	},
};

const all = [
	...Object.entries(screens).map(([name, keys]) => [name, () => stage.press(...keys)] as const),
	...Object.entries(asked),
];

async function show(lead: () => Promise<void>, options: StageOptions): Promise<readonly string[]> {
	stage = await openStage(options);
	await lead();
	await stage.until(() => stage.explorer.inspected === stage.explorer.row, 'the inspector to follow');
	// It needs details, which are read then.
	await stage.explorer.source.feed.settled();
	return stage.lines();
}

describe.each(sizes)('at %i×%i', (columns, rows) => {
	test.each(all)('%s', async (name, lead) => {
		const lines = await show(lead, {columns, rows});
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => width(line) > columns)).toEqual([]);
		await expect(`${lines.map(line => line.trimEnd()).join('\n')}\n`).toMatchFileSnapshot(
			`../fixtures/frames/${columns}x${rows}-${name}.txt`,
		);
	});

	test('names that try to break the screen', async () => {
		const lines = await show(() => stage.press('2'), {columns, rows, scenario: 'broken'});
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => width(line) > columns)).toEqual([]);
		expect(lines.join('')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B-\u200F]/u);
	});
});

test.each(all)('--ascii: %s has nothing else', async (_, lead) => {
	const lines = await show(lead, {ascii: true});
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
