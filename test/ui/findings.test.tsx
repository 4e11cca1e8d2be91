import {afterEach, expect, test} from 'vitest';
import {width} from '../../source/core/text/width.js';
import type {FindingRow} from '../../source/core/views/findings.js';
import {diagnose} from '../../source/ui/flows/diagnose.js';
import {openStage} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
afterEach(() => stage.close());

const examined = () => stage.store.get().diagnoses.size > 0;

test('tab 9 examines the engine when it is first shown, and tells how much it looked at', async () => {
	stage = await openStage();
	await stage.press('9');
	await stage.until(examined, 'a diagnosis');
	await stage.see(/\d+ findings \(2 critical, \d+ high\); \d+ rules checked, \d+ skipped/);
	const [first] = stage.store.get().diagnoses.values();
	expect(first?.probed).toBe(false);
	await stage.press('2', '9');
	expect([...stage.store.get().diagnoses.values()][0]).toBe(first);
	await stage.press('r');
	await stage.until(() => [...stage.store.get().diagnoses.values()][0] !== first, 'another diagnosis');
});

test('the settings are those of --config', async () => {
	stage = await openStage({settings: '/nonexistent.json'});
	await stage.press('9');
	await stage.see('/nonexistent.json: cannot be read');
	expect(examined()).toBe(false);
});

test('an engine that fails is said, and nothing is claimed of it', async () => {
	stage = await openStage();
	stage.engine.control.goAway();
	await stage.press('9');
	await stage.see('the examination failed');
	expect(examined()).toBe(false);
	await stage.see('not examined yet');
});

async function goTo(rule: string, options: Parameters<typeof openStage>[0] = {}): Promise<void> {
	stage = await openStage(options);
	await stage.press('9');
	await stage.until(examined, 'a diagnosis');
	await stage.press('/');
	await stage.type(`id:${rule}`);
	await stage.press('enter');
	await stage.until(() => found(rule), rule);
}

const found = (rule: string) => (stage.explorer.row as FindingRow | undefined)?.finding.id === rule;

test('a fix is shown first; done, and undone, the rules run again and say whether it is still found', async () => {
	await goTo('aud-net-unused', {scenario: 'broken'});
	const {subject} = (stage.explorer.row as FindingRow).finding;
	await stage.press('f');
	await stage.see(`$ docker network rm ${subject.name}`);
	await stage.press('y');
	await stage.see(new RegExp(`done, and no longer found: .*${subject.name}.* u undoes it`));
	await stage.press('u');
	await stage.see(`$ docker network create`);
	await stage.press('y');
	await stage.see(new RegExp(`undone: .*${subject.name}.* is found again`));
});

test('what docknet cannot do itself is copied as commands', async () => {
	await goTo('conn-target-paused', {scenario: 'broken'});
	const {commands} = (stage.explorer.row as FindingRow).finding.fix!;
	await stage.press('f');
	await stage.see(`copied ${commands[0]}`);
	const copied = Buffer.from(/52;c;([^\u0007\u001B]*)/.exec(stage.written.join(''))![1]!, 'base64').toString();
	expect(copied).toBe(commands[0]);
});

test('several commands are copied at once, one a line, or each', async () => {
	await goTo('port-already-allocated', {scenario: 'broken'});
	const {commands} = (stage.explorer.row as FindingRow).finding.fix!;
	expect(commands.length).toBeGreaterThan(1);
	await stage.press('f');
	await stage.see(`all ${commands.length} commands`);
	await stage.see(commands[1]!);
	await stage.press('enter');
	await stage.see(`copied ${commands.join(' ')}`);
	const copied = Buffer.from(/52;c;([^\u0007\u001B]*)/.exec(stage.written.join(''))![1]!, 'base64').toString();
	expect(copied).toBe(commands.join('\n'));
});

test('where no command does it, f says what to do', async () => {
	await goTo('aud-no-healthcheck');
	const {fix} = (stage.explorer.row as FindingRow).finding;
	expect(fix?.commands).toEqual([]);
	await stage.press('f');
	await stage.see(`no docker command does that: ${fix?.title}`.slice(0, 100));
});

test('under --read-only f copies what docknet could do itself', async () => {
	await goTo('aud-net-unused', {scenario: 'broken', readOnly: true});
	await stage.press('f');
	await stage.see('copied docker network rm ');
});

test('of what is as grave, what is broken comes before what is risky', async () => {
	stage = await openStage();
	await stage.press('9');
	await stage.until(examined, 'a diagnosis');
	const high = (stage.explorer.list.rows as readonly FindingRow[])
		.map(({finding}) => finding)
		.filter(({severity}) => severity === 'high')
		.map(({id}) => id.startsWith('aud-'));
	expect(high).toEqual(high.toSorted());
	expect(new Set(high).size).toBe(2);
});

test('o goes to what it is about, whatever its list is narrowed to; where no tab has it, it says so', async () => {
	stage = await openStage();
	await stage.press('2', '/');
	await stage.type('grafana');
	await stage.press('enter', '9');
	await stage.until(examined, 'a diagnosis');
	await stage.press('/');
	await stage.type('id:conn-target-paused');
	await stage.press('enter');
	await stage.until(() => found('conn-target-paused'), 'the finding');
	await stage.press('o');
	await stage.see('Names that others find it by');
	expect(stage.explorer.pane.id).toBe('containers');
	expect(stage.explorer.pane.subject(stage.explorer.row).name).toBe('shop-search-1');
	await stage.press('9', 'esc', '/');
	await stage.type('id:aud-rootless');
	await stage.press('enter');
	await stage.until(() => found('aud-rootless'), 'the finding of the host');
	await stage.press('o');
	await stage.see('no tab has a row of the host demo');
});

test('P tells how far it is, whatever keys are pressed, and esc stops it', async () => {
	stage = await openStage({latencyMs: 30});
	await stage.press('9');
	await stage.until(examined, 'a diagnosis');
	const [before] = stage.store.get().diagnoses.values();
	await stage.press('P');
	await stage.see(/ reading sockets and routes of [1-9]\d* of \d+ containers …/);
	await stage.see('Probe from a helper container?');
	await stage.press('esc');
	await stage.see(/ probing \d+ of [1-9]\d+ paths …/);
	await stage.press('j', 'k');
	await stage.see(/ probing [1-9]\d* of [1-9]\d+ paths …/);
	await stage.press('esc');
	await stage.see('cancelled');
	await stage.press('j');
	expect(stage.frame()).not.toContain('probing');
	expect([...stage.store.get().diagnoses.values()]).toEqual([before]);
});

test('of two examinations the newer one counts', async () => {
	stage = await openStage({latencyMs: 50});
	await stage.press('9');
	await stage.see('examining');
	await stage.see('esc stop');
	void diagnose(stage.explorer, false);
	await stage.until(examined, 'a diagnosis');
	await stage.see('rules checked');
	expect(stage.explorer.tasks.size).toBe(0);
});

test.each([
	[60, 16],
	[80, 24],
	[120, 36],
	[200, 50],
])('at %i×%i findings and one of them fit', async (columns, rows) => {
	stage = await openStage({columns, rows, scenario: 'broken'});
	await stage.press('9');
	await stage.until(examined, 'a diagnosis');
	for (const key of ['j', 'enter']) {
		await stage.press(key);
		const lines = stage.lines();
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => width(line) > columns)).toEqual([]);
	}
	// However long its title is.
	expect(stage.frame()).toMatch(/ finding 1–\d+ of \d+ /);
});
