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

async function explainFrom(name: string, target: string): Promise<void> {
	await stage.press('2', '/');
	await stage.type(name);
	await stage.press('enter', 'e');
	await stage.see(`Does ${name} reach`);
	await stage.type(target);
	await stage.press('enter');
	await stage.see(`Does ${name} reach ${target}?`);
	await stage.until(measured, 'the probe');
}

const explain = (target: string) => explainFrom('shop-api-1', target);

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
	await stage.type('toolb');
	await stage.see(/^ +toolbox +shares no network with shop-api-1/m);
});

test('a port at which nobody listens: the cause, its evidence and what to do', async () => {
	stage = await openStage();
	await explain('db:1');
	await stage.see('BLOCKED');
	await stage.see('✗');
	await stage.see('Evidence');
});

test('w watches at once, also while it is measured: the watch measures then', async () => {
	stage = await openStage({latencyMs: 100});
	await stage.press('2', '/');
	await stage.type('name:shop-api-1');
	await stage.press('enter', 'e');
	await stage.type('db:5432');
	await stage.press('enter');
	await stage.see('predicted, measuring …');
	await stage.press('w');
	await stage.see('Watch: does shop-api-1 reach db:5432?');
	await stage.see(/1 look: 100 % got through/);
	expect(stage.frame()).not.toContain('cancelled');
	await stage.press('q');
	await stage.see('predicted, not measured');
	await stage.press('G');
	await stage.see(/step (\d+) of \1,/);
	await stage.press('g');
	await stage.see(/step 1 of/);
});

test('esc cancels it before there is anything to show', async () => {
	stage = await openStage({latencyMs: 300});
	await stage.press('2', '/');
	await stage.type('name:shop-api-1');
	await stage.press('enter', 'e');
	await stage.type('db:5432');
	await stage.press('enter');
	await stage.see('reading the engine to explain shop-api-1 to db:5432 …');
	await stage.press('j');
	await stage.see('esc stop');
	await stage.press('esc');
	await stage.see('cancelled');
	expect(stage.explorer.tasks.size).toBe(0);
	expect(topOverlay(stage.explorer.state)).toBeUndefined();
});

test('? has all keys of it, and gives it back', async () => {
	stage = await openStage({columns: 80, rows: 24});
	await explain('db:1');
	await stage.press('?');
	await stage.see('Help: This explanation');
	await stage.see(/j down +Next step/);
	await stage.press('?');
	await stage.see('Does shop-api-1 reach db:1?');
});

test('scrolled past the end of what is below the steps, the first key back moves', async () => {
	stage = await openStage({columns: 60, rows: 16});
	await explain('db:1');
	await stage.press('space', 'space', 'space', 'space', 'space', 'space');
	const end = /\((\d+)–(\d+) of \2\)/.exec(stage.frame());
	expect(end).not.toBeNull();
	await stage.press('ctrl-u');
	await stage.until(() => !stage.frame().includes(end![0]), 'another part of it');
});

test('a fix without a plan is copied by the same key', async () => {
	stage = await openStage({scenario: 'broken'});
	await explainFrom('icc-client', 'icc-server');
	await stage.see('f copy fix');
	await stage.press('f');
	await stage.see('all 5 commands');
});

test('under --read-only the commands of a fix that docknet could apply are copied', async () => {
	stage = await openStage({readOnly: true});
	await explainFrom('grafana', 'shop-db-1');
	await stage.press('f');
	await stage.see('copied docker network connect shop_data grafana');
});

test('after a fix it is explained anew, and undone from there', async () => {
	stage = await openStage();
	await explainFrom('grafana', 'shop-db-1');
	await stage.see('BLOCKED');
	await stage.see(/ observed: no-name; also found: dns-no-shared-network/);
	await stage.press('f');
	await stage.see('$ docker network connect shop_data grafana');
	await stage.press('y');
	await stage.see('REACHABLE');
	await stage.see('done: Connect grafana to shop_data — u undoes it');
	await stage.until(measured, 'the probe');
	await stage.see(' observed: ok');
	await stage.press('u');
	await stage.see('$ docker network disconnect shop_data grafana');
	await stage.press('y');
	await stage.see('BLOCKED');
	await stage.see('undone: ');
});

test('what could not be measured is not shown as if it were', async () => {
	stage = await openStage({readOnly: true});
	await stage.press(':');
	await stage.type('explain a path from outside');
	await stage.press('enter');
	await stage.type('shop-proxy-1:80');
	await stage.press('enter');
	await stage.see(/REACHABLE\s+ predicted, not measured/);
});

test.each([
	[60, 16],
	[80, 24],
	[200, 50],
])(
	'at %i×%i the question for a helper leaves the prediction in sight, which comes back whole',
	async (columns, rows) => {
		stage = await openStage({columns, rows});
		await stage.press('2', '/');
		await stage.type('name:shop-api-mesh-1');
		await stage.press('enter', 'e');
		await stage.type('db:5432');
		await stage.press('enter');
		await stage.see(/UNKNOWN {2}whether shop-db-1 listens on 5432\/tcp was not\s+looked at[\s\S]*Probe from a helper/);
		const lines = stage.lines();
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => width(line) > columns)).toEqual([]);
		expect(stage.frame()).toMatch(/Probe from a helper container\?.*\n.*\n.*netshoot.*\n.*busybox/);
		await stage.press('enter');
		await stage.see('observed: ok');
		expect(stage.frame()).toMatch(/step \d+ of \d+[\s\S]*Evidence/);
	},
);

test('why nothing was measured is there as a whole; of what is as it should be, nothing is said to be otherwise', async () => {
	stage = await openStage({columns: 80, rows: 24, readOnly: true});
	await stage.press('2', '/');
	await stage.type('name:shop-search-1');
	await stage.press('enter', 'e');
	await stage.type('db:5432');
	await stage.press('enter');
	await stage.see(/predicted, not measured: .*\n.*…\n/);
	await stage.see('should be: running');
	await stage.press('G');
	await stage.see(/✓ shop-db-1 listens[\s\S]*listening sockets: \[::\]:5432\/tcp/);
	expect(stage.frame()).not.toContain('should be');
	await stage.press('space', 'space');
	await stage.see(/Why it was not measured\n[\s\S]*docker unpause\s+shop-search-1 lets its own programs run/);
});

test('what is no target is said, and can be mended', async () => {
	stage = await openStage();
	await stage.press('2', 'e');
	await stage.type('db:99999');
	await stage.press('enter');
	await stage.see('a port is 1 to 65535');
	await stage.see('db:99999');
	await stage.press('esc', 'e');
	await stage.see('or type NAME[:PORT]');
	expect(stage.frame()).not.toContain('last time');
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
