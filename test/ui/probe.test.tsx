import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {openStage, type StageOptions} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
const opened: Stage[] = [];

/** On the container of that name, as in the key table. */
async function stageOn(container: string, options?: StageOptions): Promise<Stage> {
	const stage = await openStage(options);
	opened.push(stage);
	await stage.press('2');
	await stage.type(`/${container}`);
	await stage.press('enter');
	return stage;
}

/** What is remembered about helpers is kept in a file: not in that of whoever runs the tests. */
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'docknet-probe-'));
	vi.stubEnv('XDG_CONFIG_HOME', folder);
});

afterEach(async () => {
	for (const stage of opened.splice(0)) await stage.close();
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true});
});

const rounds = ({store}: Stage) => store.get().probes.at(-1)?.rounds?.length ?? 0;

test('ping from a container, live, then in its history; the target is offered again', async () => {
	const stage = await stageOn('shop-api-1');
	await stage.press('p');
	await stage.see('Ping from shop-api-1');
	await stage.type('db');
	await stage.press('enter');
	await stage.see(/OK .*shop-api-1 reaches db/);
	expect(stage.frame()).toContain('$ docker exec shop-api-1 ping');
	await stage.press('esc', 'tab', 'G');
	await stage.see(/ping.*db/i);
	await stage.press('esc', 'p');
	await stage.see(/db +last time/);
	await stage.press('enter');
	await stage.see(/OK .*shop-api-1 reaches db/);
	expect(stage.store.get().probes.map(({target}) => target)).toEqual(['db', 'db']);
});

test('what is no target is said, and can be mended', async () => {
	const stage = await stageOn('shop-api-1');
	await stage.press('n');
	await stage.type('10.1.2.3');
	await stage.press('enter');
	await stage.see("'10.1.2.3' is an address already: give a name to look up.");
	await stage.press('ctrl-u');
	await stage.type('db');
	await stage.press('enter');
	await stage.see(/OK .*shop-api-1 resolves db/);
});

test('without a tool: a helper container, if the user says so, and then without asking', async () => {
	const stage = await stageOn('shop-api-mesh');
	await stage.press('p');
	await stage.type('db');
	await stage.press('enter');
	await stage.see('Probe from a helper container? shop-api-mesh-1 has no ping');
	await stage.press('enter');
	await stage.see(/OK .*shop-api-mesh-1 reaches db/);
	await stage.see('in a helper container on the network of shop-api-mesh-1');
	expect(stage.frame()).toContain('$ docker run --rm --network container:shop-api-mesh-1');
	await stage.press('r');
	await stage.until(() => stage.store.get().probes.length === 2, 'the second probe');
	await stage.see(/OK .*shop-api-mesh-1 reaches db/);
});

test('without a tool and without consent nothing is said of the network', async () => {
	const stage = await stageOn('shop-api-mesh');
	await stage.press('p');
	await stage.type('db');
	await stage.press('enter');
	await stage.see('Probe from a helper container?');
	await stage.press('esc');
	await stage.see('TOOL-MISSING');
	await stage.see('r asks again, also for a helper container');
	expect(stage.frame()).not.toContain('received');
	await stage.press('esc');
	expect(stage.explorer.state.overlays).toEqual([]);
});

test('--read-only: no helper, and why', async () => {
	const stage = await stageOn('shop-api-mesh', {readOnly: true});
	await stage.press('p');
	await stage.type('db');
	await stage.press('enter');
	await stage.see('TOOL-MISSING');
	await stage.see('Started with --read-only: no helper container is made.');
});

test('a paused container is probed by a helper, a stopped one says why not', async () => {
	const stage = await stageOn('shop-search');
	await stage.press('p');
	await stage.type('db');
	await stage.press('enter');
	await stage.see(/Probe from a helper container\? .* is paused/);
	await stage.press('enter');
	await stage.see('in a helper container on the network of shop-search-1');
	await stage.press('esc', 'esc');
	await stage.type('/exited');
	await stage.press('enter', 'p');
	await stage.type('db');
	await stage.press('enter');
	await stage.see(/NOT-PERMITTED .* is exited/);
});

test('round after round with a chart, frozen, zoomed, stopped; one history entry', async () => {
	const stage = await stageOn('shop-api-1');
	await stage.press('p');
	await stage.type('db');
	await stage.press('enter');
	await stage.see(/OK .*shop-api-1 reaches db/);
	await stage.press('space');
	await stage.see('Ping db from shop-api-1, every second');
	await stage.see('lost 0 of 2 (0 %)');
	await stage.press('z');
	await stage.see('frozen');
	const seen = rounds(stage);
	await stage.until(() => rounds(stage) > seen, 'another round');
	expect(stage.frame()).toContain(`lost 0 of ${seen} `);
	await stage.press('z', '-');
	await stage.see('5 min ago');
	await stage.press('+', '+');
	await stage.see('the chart shows no less than this');
	await stage.press('space');
	await stage.see(/Ping db from shop-api-1, \d+ rounds/);
	await stage.press('esc', 'tab', 'G');
	await stage.see(/ping +│ db +│ ok +│ \d+ rounds/);
});

test('closing ends the rounds', async () => {
	const stage = await stageOn('shop-api-1');
	await stage.press('n');
	await stage.type('db');
	await stage.press('enter');
	await stage.see(/OK .*resolves db/);
	await stage.press('space');
	await stage.until(() => rounds(stage) > 0, 'a round');
	await stage.press('esc');
	await stage.until(() => stage.explorer.tasks.size === 0, 'the end');
	expect(stage.store.get().probes.at(-1)?.finishedAt).toBeGreaterThan(0);
});

test('the command that ran is copied', async () => {
	const stage = await stageOn('shop-api-1');
	await stage.press('p');
	await stage.type('db');
	await stage.press('enter');
	await stage.see(/OK .*shop-api-1 reaches db/);
	await stage.press('y', 'enter');
	await stage.see('copied docker exec shop-api-1 ping');
	expect(stage.written.join('')).toContain(Buffer.from('docker exec shop-api-1 ping').toString('base64').slice(0, 20));
});

test.each([
	[60, 16],
	[80, 24],
	[200, 50],
])('at %i×%i the overlay fits, alone and repeated, in ASCII', async (columns, rows) => {
	const stage = await stageOn('shop-api-1', {columns, rows, ascii: true});
	const fits = () => {
		const lines = stage.lines();
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => line.length > columns)).toEqual([]);
		expect(lines.join('')).toMatch(/^[\x20-\x7E]*$/);
	};
	await stage.press('p');
	await stage.type('db');
	await stage.press('enter');
	await stage.see(/OK .*shop-api-1 reaches/);
	fits();
	await stage.press('space');
	await stage.see(/lost 0\s+of 1/);
	await stage.see('1 min ago');
	fits();
	await stage.press('pagedown', 'pagedown');
	await stage.see('docker exec shop-api-1 ping');
	fits();
});
