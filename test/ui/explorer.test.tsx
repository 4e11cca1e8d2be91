import {afterEach, describe, expect, test} from 'vitest';
import {EngineError} from '../../source/engine/errors.js';
import {openStage, type StageOptions} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
const opened: Stage[] = [];
async function stageOf(options?: StageOptions): Promise<Stage> {
	const stage = await openStage(options);
	opened.push(stage);
	return stage;
}

afterEach(async () => {
	for (const stage of opened.splice(0)) await stage.close();
});

const selected = ({explorer}: Stage) =>
	explorer.row === undefined ? undefined : explorer.pane.subject(explorer.row).name;

describe('lists', () => {
	test('networks come first; 2 shows the containers', async () => {
		const stage = await stageOf();
		expect(stage.frame()).toContain('shop_back');
		await stage.press('2');
		expect(stage.frame()).toContain('shop-api-1');
	});

	test('the cursor moves, and stays on its row when rows come and go', async () => {
		const stage = await stageOf();
		await stage.press('2', 'j', 'j', 'j');
		const before = selected(stage);
		const victim = stage.explorer.list.rows[0];
		const {reference, name} = stage.explorer.pane.subject(victim);
		await stage.engine.apply(
			{type: 'remove-container', host: reference!.host, container: reference!.id, containerName: name},
			AbortSignal.timeout(1000),
		);
		await stage.until(() => !stage.frame().includes(` ${name} `), `${name} to go`);
		expect(selected(stage)).toBe(before);
	});

	test('a filter narrows as it is typed; esc brings back what was', async () => {
		const stage = await stageOf();
		await stage.press('/');
		await stage.type('driver:host');
		expect(stage.explorer.list.rows).toHaveLength(1);
		expect(stage.frame()).toContain('1 of 7');
		await stage.press('esc');
		expect(stage.explorer.list.rows).toHaveLength(7);
	});

	test('a filter that is given up leaves the cursor where it was', async () => {
		const stage = await stageOf();
		await stage.press('2', 'j', 'j', 'j');
		const before = selected(stage);
		await stage.press('/');
		await stage.type('toolbox');
		expect(selected(stage)).toBe('toolbox');
		await stage.press('esc');
		expect(selected(stage)).toBe(before);
	});

	test('a wrong filter is explained and hides nothing', async () => {
		const stage = await stageOf();
		await stage.press('/');
		await stage.type('colour:red');
		expect(stage.frame()).toMatch(/colour.*driver/);
		await stage.press('enter');
		expect(stage.explorer.list.rows.length).toBeGreaterThan(0);
	});

	test('shift-letters sort, the same again turns it round', async () => {
		const stage = await stageOf();
		await stage.press('2', 'N');
		const descending = stage.explorer.list.rows.map(row => stage.explorer.pane.subject(row).name);
		await stage.press('N');
		const ascending = stage.explorer.list.rows.map(row => stage.explorer.pane.subject(row).name);
		expect(ascending).toEqual([...descending].reverse());
	});

	test('marks stay with their rows', async () => {
		const stage = await stageOf();
		await stage.press('space', 'space', 'G');
		expect(stage.frame()).toContain('2 marked');
		await stage.press('esc');
		expect(stage.frame()).not.toContain('marked');
	});

	test('freeze holds the picture still while the engine moves on', async () => {
		const stage = await stageOf();
		await stage.press('2', 'z');
		const {reference, name} = stage.explorer.pane.subject(stage.explorer.list.rows[0]);
		await stage.engine.apply(
			{type: 'remove-container', host: reference!.host, container: reference!.id, containerName: name},
			AbortSignal.timeout(1000),
		);
		await stage.until(() => stage.store.get().containers.size === 14, 'the container to go');
		expect(stage.frame()).toContain(name);
		expect(stage.frame()).toContain('frozen');
		await stage.press('z');
		expect(stage.frame()).not.toContain(` ${name} `);
	});
});

describe('inspector', () => {
	test('sections, then the JSON of the engine, searched', async () => {
		const stage = await stageOf({rows: 24, columns: 80});
		await stage.press('2', 'j', 'enter');
		expect(stage.frame()).toContain('Networks');
		await stage.press('v');
		await stage.see('"Id"');
		await stage.press('/');
		await stage.type('NetworkMode');
		expect(stage.lines()[3]).toContain('NetworkMode');
		expect(stage.frame()).toMatch(/ 1 line +$/m);
		await stage.type('x');
		expect(stage.frame()).toContain('not in here');
		await stage.press('esc');
		expect(stage.lines()[3]).toMatch(/^\{/);
		await stage.press('/');
		await stage.type('NetworkMode');
		await stage.press('enter', 'n');
		expect(stage.lines()[3]).toContain('NetworkMode');
		await stage.press('esc', 'esc');
		expect(stage.explorer.state.focus).toBe('list');
	});

	test.each(['G', 'pagedown'])('at the end, reached by %s, the first key back moves', async key => {
		const stage = await stageOf({columns: 80, rows: 24});
		await stage.press('2', 'enter', ...Array.from({length: 9}, () => key));
		const [, start, end, length] = /container (\d+)–(\d+) of (\d+)/.exec(stage.frame())!.map(Number);
		expect(end).toBe(length);
		await stage.press('k');
		await stage.see(`container ${start! - 1}–${end! - 1} of ${length}`);
	});

	test('it shows aliases, which lists do not carry', async () => {
		const stage = await stageOf();
		await stage.press('2');
		await stage.type('/shop-api-1');
		await stage.press('enter', 'enter', 'enter');
		await stage.see(/shop_back\s+│ api\b/);
	});
});

describe('changing', () => {
	test('a network is created by keyboard, previewed first, and undone', async () => {
		const stage = await stageOf();
		await stage.press('c');
		expect(stage.frame()).toContain('Create a network');
		await stage.press('tab');
		await stage.type('payments');
		await stage.press('enter');
		await stage.see('docker network create');
		expect(stage.store.get().networks.size).toBe(7);
		await stage.press('y');
		await stage.until(() => stage.store.get().networks.size === 8, 'the network');
		await stage.see('u undoes it');
		expect(selected(stage)).toBe('payments');
		await stage.press('u');
		await stage.see('docker network rm payments');
		await stage.press('y');
		await stage.until(() => stage.store.get().networks.size === 7, 'the undo');
	});

	test('a subnet that overlaps is named while it is typed, and stops the plan', async () => {
		const stage = await stageOf();
		await stage.press('c', 'tab');
		await stage.type('late');
		while (
			!(
				stage.explorer.state.overlays.at(-1)?.kind === 'form' &&
				(stage.explorer.state.overlays.at(-1) as {field?: string}).field === 'subnets'
			)
		)
			await stage.press('tab');
		await stage.type('10.20.30.0/27');
		expect(stage.frame()).toContain('shop_data');
		await stage.press('enter');
		expect(stage.explorer.state.overlays.at(-1)?.kind).toBe('form');
	});

	test('letters on a choice go to the one that begins with them, or has them', async () => {
		const stage = await stageOf();
		await stage.press('2', 'a');
		await stage.type('host');
		expect(stage.frame()).not.toContain('← host →');
		await stage.type('shop_d');
		expect(stage.frame()).toContain('← shop_data →');
		await stage.type('front');
		expect(stage.frame()).toContain('← shop_front →');
	});

	test('no leaves everything as it is', async () => {
		const stage = await stageOf();
		await stage.press('c', 'tab');
		await stage.type('payments');
		await stage.press('enter', 'n', 'esc');
		expect(stage.explorer.state.overlays).toHaveLength(0);
		expect(stage.store.get().networks.size).toBe(7);
	});

	test('a network of the engine itself is not removed, and it says why', async () => {
		const stage = await stageOf();
		await stage.press('g', 'x');
		expect(stage.explorer.state.overlays).toHaveLength(0);
		expect(stage.frame()).toMatch(/bridge .*(itself|built|own)/);
	});

	test('--read-only has no keys that change anything', async () => {
		const stage = await stageOf({readOnly: true});
		await stage.press('c');
		expect(stage.explorer.state.overlays).toHaveLength(0);
		expect(stage.frame()).toContain('started with --read-only: nothing can be changed');
		await stage.press('?');
		expect(stage.frame()).not.toContain('Create a network');
		expect(stage.frame()).toContain('read-only');
	});
});

describe('shell', () => {
	test('a shell takes the terminal and gives it back', async () => {
		const stage = await stageOf();
		await stage.press('2');
		await stage.type('/toolbox');
		await stage.press('enter', '!');
		await stage.see('the shell in toolbox ended');
		expect(stage.written.join('')).not.toBe('');
	});
});

describe('an engine that is away', () => {
	const failure = {
		reason: 'refused',
		message: 'Nobody listens at 10.0.0.1:2375.',
		advice: ['Start the engine'],
	} as const;

	test('from the start: why, what to do, r and d', async () => {
		const stage = await stageOf({away: failure});
		await stage.see('Nobody listens at 10.0.0.1:2375.');
		expect(stage.frame()).toContain('Start the engine');
		await stage.press('d');
		await stage.see('shop_back');
	});

	test('later: the last picture stays, marked stale, then is live again', async () => {
		const stage = await stageOf();
		stage.engine.control.goAway(failure);
		await stage.see('stale: Nobody listens');
		expect(stage.frame()).toContain('shop_back');
		await stage.press('c');
		expect(stage.frame()).toContain('does not answer now');
		stage.engine.control.comeBack();
		await stage.see('live');
	});

	test('a change that is cancelled is called so', async () => {
		const stage = await stageOf();
		await stage.press('c', 'tab');
		await stage.type('payments');
		await stage.press('enter');
		stage.engine.apply = (_, signal) =>
			new Promise((_, reject) => {
				signal.addEventListener('abort', () => reject(new EngineError('cancelled', 'Cancelled.')));
			});
		await stage.press('y');
		await stage.see('esc cancels');
		await stage.press('esc');
		await stage.see('payments: cancelled');
	});

	test('an undo that failed can be tried again', async () => {
		const stage = await stageOf();
		await stage.press('c', 'tab');
		await stage.type('payments');
		await stage.press('enter', 'y');
		await stage.see('u undoes it');
		const {apply} = stage.engine;
		stage.engine.apply = () => Promise.reject(new EngineError('timeout', 'No answer.'));
		await stage.press('u', 'y');
		await stage.see('failed');
		stage.engine.apply = apply;
		await stage.press('esc', 'u', 'y');
		await stage.until(() => stage.store.get().networks.size === 7, 'the undo');
	});

	test('an error of the engine while changing stays on screen', async () => {
		const stage = await stageOf();
		await stage.press('c', 'tab');
		await stage.type('payments');
		await stage.press('enter');
		stage.engine.apply = () =>
			Promise.reject(new EngineError('denied', 'Pool overlaps with other one on this address space'));
		await stage.press('y');
		await stage.see('Pool overlaps');
		expect(stage.frame().split('Pool overlaps')).toHaveLength(2);
		expect(stage.frame()).toContain('failed');
		await stage.press('esc');
	});
});

test('copying speaks OSC 52 to the terminal', async () => {
	const stage = await stageOf();
	await stage.press('y', 'enter');
	expect(stage.written.join('')).toContain(`\u001B]52;c;${Buffer.from('bridge').toString('base64')}`);
});

test('q and ctrl-c end it', async () => {
	const stage = await stageOf();
	await stage.press('q');
	expect(stage.ended()).toBe(true);
	const other = await stageOf();
	await other.press('/', 'ctrl-c');
	expect(other.ended()).toBe(true);
});
