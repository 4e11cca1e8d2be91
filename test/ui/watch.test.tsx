import {afterEach, expect, test} from 'vitest';
import {width} from '../../source/core/text/width.js';
import {topOverlay} from '../../source/ui/state.js';
import {openStage} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
afterEach(() => stage.close());

const overlay = () => topOverlay(stage.explorer.state);
const looks = () => {
	const top = overlay();
	return top?.kind === 'watch' ? (top.watched?.summary.looks ?? 0) : 0;
};

/** Programs that the engine is asked to run, from now on. */
function countProbes(): () => number {
	let count = 0;
	const {engine} = stage.explorer.source;
	const {execute} = engine;
	engine.execute = (...given) => {
		count++;
		return execute(...given);
	};
	return () => count;
}

/** `answer`: to a question that comes before the first look. */
async function watch(target: string, from = 'shop-api-1', answer?: () => Promise<void>): Promise<void> {
	await stage.press('2', '/');
	await stage.type(`name:${from}`);
	await stage.press('enter', 'w');
	await stage.see(`Does ${from} reach`);
	await stage.type(target);
	await stage.press('enter');
	await answer?.();
	await stage.see(`Watch: does ${from} reach ${target}?`);
	await stage.until(() => looks() > 0, 'the first look');
}

test('once a second it says how it is; what flips it stands there with what changed', async () => {
	stage = await openStage();
	await watch('db:5432');
	await stage.see(/REACHABLE {2}\S.*\n every second, since \d\d:\d\d:\d\dZ {2}\d looks?: 100 % got through/);
	stage.engine.control.act('shop-db-1', {type: 'stop', exitCode: 0});
	await stage.see(/BLOCKED {2}\S+: shop-db-1 does not run/);
	await stage.see(/^ \d\d:\d\d:\d\dZ ✗ shop-api-1 → db:5432 .*NOT work/m);
	await stage.see('shop-db-1: state running → exited');
	await stage.see(/\d looks?: \d+(\.\d)? % got through/);
	stage.engine.control.act('shop-db-1', {type: 'start'});
	await stage.see(/longest outage \d/);
	await stage.see('REACHABLE');
	expect(stage.frame().match(/^ \d\d:\d\d:\d\dZ ✓ /gm)).toHaveLength(2);
}, 20_000);

test('esc stops it, and it stays readable; r begins anew; esc stops, esc leaves: then nothing is asked any more', async () => {
	stage = await openStage();
	await watch('db:5432');
	await stage.press('esc');
	await stage.see(/ stopped, begun \d\d:\d\d:\d\dZ/);
	const asked = countProbes();
	await stage.press('r');
	await stage.see(/ every second, since .* 1 look: /);
	expect(asked()).toBeGreaterThan(0);
	await stage.press('esc');
	await stage.see(/ stopped, begun \d\d:\d\d:\d\dZ/);
	await stage.press('esc');
	expect(overlay()).toBeUndefined();
	expect(stage.explorer.tasks.size).toBe(0);
});

test('w pressed again watches on: on the watch itself, and when the same path is asked for again', async () => {
	stage = await openStage();
	await watch('db:5432');
	await stage.press('w');
	await stage.until(() => looks() > 1, 'another look');
	await stage.press('q', 'w');
	stage.engine.control.act('shop-db-1', {type: 'stop', exitCode: 0});
	await stage.see('Does shop-api-1 reach');
	await stage.press('enter');
	await stage.see(/again since \d\d:\d\d:\d\dZ, begun \d\d:\d\d:\d\dZ/);
	expect(looks()).toBeGreaterThan(1);
	// What changed between the two is told, and is no outage.
	await stage.see('shop-db-1: state running → exited');
	expect(stage.frame().match(/^ \d\d:\d\d:\d\dZ ./gm)).toHaveLength(2);
	await stage.press('esc');
	await stage.see('stopped');
	const counted = looks();
	await stage.press('w');
	await stage.until(() => looks() > counted, 'another look');
});

test('a no to helper containers holds however often it is watched on; what is only predicted is said so', async () => {
	stage = await openStage({columns: 80, rows: 24});
	await watch('db:5432', 'shop-api-mesh-1', async () => {
		await stage.see('Probe from a helper container?');
		await stage.press('down', 'down', 'down', 'down', 'down', 'enter');
	});
	await stage.see('predicted, not measured: ');
	await stage.see(/\d looks?, none measured: 100 % predicted/);
	await stage.press('q', 'w', 'enter');
	await stage.see('again since');
	const counted = looks();
	await stage.until(() => looks() > counted, 'a look without a question');
	await stage.press('esc', 'w');
	await stage.until(() => looks() > counted + 1, 'another look without a question');
});

test('from an explanation, and back to it; q leaves at once, in the middle of a look', async () => {
	stage = await openStage();
	await stage.press('2', '/');
	await stage.type('shop-api-1');
	await stage.press('enter', 'e');
	await stage.type('db:1');
	await stage.press('enter');
	await stage.see(/BLOCKED(?!.*measuring)/);
	await stage.until(() => stage.explorer.tasks.size === 0, 'the explanation');
	await stage.press('w', 'q');
	await stage.see('Does shop-api-1 reach db:1?');
	await stage.until(() => stage.explorer.tasks.size === 0, 'the end of the watch');
	const asked = countProbes();
	await stage.press('j', 'k');
	expect(asked()).toBe(0);
	expect(overlay()?.kind).toBe('explain');
});

test('e explains what is watched, in its place; w watches on from there', async () => {
	stage = await openStage();
	await watch('db:1');
	await stage.press('e');
	await stage.see(/Does shop-api-1 reach db:1\?[\s\S]*Evidence/);
	await stage.press('w');
	await stage.see('again since');
	await stage.press('e');
	await stage.see(/Does shop-api-1 reach db:1\?[\s\S]*Evidence/);
	expect(stage.explorer.state.overlays.map(({kind}) => kind)).toEqual(['explain']);
	await stage.until(() => stage.explorer.tasks.size === 0, 'the explanation, and the end of the watch');
});

test('the palette watches from the host of the engine, too', async () => {
	stage = await openStage({readOnly: true});
	await stage.press(':');
	await stage.type('watch a path from the engine');
	await stage.press('enter');
	await stage.see('Does host reach');
	await stage.type('shop-proxy-1:80');
	await stage.press('enter');
	await stage.see('Watch: does host reach shop-proxy-1:80?');
	await stage.until(() => looks() > 0, 'the first look');
});

test('what was seen can be copied', async () => {
	stage = await openStage();
	await watch('db:1');
	await stage.press('y');
	await stage.see('how often it worked');
	await stage.press('enter');
	const text = Buffer.from(/52;c;([^\u0007\u001B]*)/.exec(stage.written.join(''))![1]!, 'base64').toString();
	expect(text).toMatch(/^shop-api-1 to db:1: \d looks?: 0 % got through.*\n\d\d:\d\d:\d\dZ ✗ shop-api-1 → db:1 /);
});

test.each([
	[60, 16],
	[80, 24],
	[120, 36],
	[200, 50],
])('at %i×%i it fits, in ASCII', async (columns, rows) => {
	stage = await openStage({columns, rows, ascii: true});
	await watch('db:1');
	const lines = stage.lines();
	expect(lines).toHaveLength(rows);
	expect(lines.filter(line => width(line) > columns)).toEqual([]);
	expect(lines.join('')).toMatch(/^[\x20-\x7E]*$/);
});
