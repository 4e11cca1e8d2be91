import {afterEach, expect, test} from 'vitest';
import {width} from '../../source/core/text/width.js';
import {topOverlay} from '../../source/ui/state.js';
import {openStage} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
afterEach(() => stage.close());

const measured = () => {
	const overlay = topOverlay(stage.explorer.state);
	return overlay?.kind === 'explain' && overlay.explanation.probe?.finishedAt !== undefined;
};

async function explain(target: string): Promise<void> {
	await stage.press('2', '/');
	await stage.type('shop-api-1');
	await stage.press('enter', 'e');
	await stage.see('Does shop-api-1 reach');
	await stage.type(target);
	await stage.press('enter');
	await stage.see(`Does shop-api-1 reach ${target}?`);
	await stage.until(measured, 'the probe');
}

test('what is reached is said so, step by step, by prediction and probe', async () => {
	stage = await openStage();
	await explain('db:5432');
	await stage.see('REACHABLE');
	expect(stage.frame()).not.toContain('measuring');
	await stage.press('j', 'k');
	await stage.see(/step 1 of \d+/);
	await stage.press('esc');
	await stage.press('e');
	await stage.see('last time');
});

test('a port at which nobody listens: the cause, its evidence and what to do', async () => {
	stage = await openStage();
	await explain('db:1');
	await stage.see('BLOCKED');
	await stage.see('✗');
	await stage.see('Evidence');
});

test('what is no target is said, and can be mended', async () => {
	stage = await openStage();
	await stage.press('2', 'e');
	await stage.type('db:99999');
	await stage.press('enter');
	await stage.see('a port is 1 to 65535');
	await stage.see('db:99999');
});

test.each(['host', 'outside'])('%s asks too, and is offered what is published', async kind => {
	stage = await openStage({readOnly: true});
	await stage.press(':');
	await stage.type(`explain a path from ${kind === 'host' ? 'the engine' : 'outside'}`);
	await stage.press('enter');
	await stage.see(`Does ${kind} reach`);
	await stage.see('shop-proxy-1:80');
	await stage.type('shop-proxy-1:80');
	await stage.press('enter');
	await stage.see(/REACHABLE/);
	await stage.see(`Does ${kind} reach shop-proxy-1:80?`);
});

test.each([
	[60, 16],
	[80, 24],
	[120, 36],
	[200, 50],
])('at %i×%i it fits, in ASCII', async (columns, rows) => {
	stage = await openStage({columns, rows, ascii: true});
	await explain('db:1');
	const lines = stage.lines();
	expect(lines).toHaveLength(rows);
	expect(lines.filter(line => width(line) > columns)).toEqual([]);
	expect(lines.join('')).toMatch(/^[\x20-\x7E]*$/);
});
