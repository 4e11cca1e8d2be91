import {afterEach, expect, test} from 'vitest';
import {width} from '../../source/core/text/width.js';
import {openStage} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
afterEach(() => stage.close());

const examined = () => stage.store.get().diagnoses.size > 0;

test('tab 9 examines the engine when it is first shown, and tells how much it looked at', async () => {
	stage = await openStage();
	await stage.press('9');
	await stage.until(examined, 'a diagnosis');
	await stage.see('rules had a say');
	const [first] = stage.store.get().diagnoses.values();
	expect(first?.probed).toBe(false);
	await stage.press('2', '9');
	expect([...stage.store.get().diagnoses.values()][0]).toBe(first);
	await stage.press('r');
	await stage.until(() => [...stage.store.get().diagnoses.values()][0] !== first, 'another diagnosis');
});

test('an engine that fails is said, and nothing is claimed of it', async () => {
	stage = await openStage();
	stage.engine.control.goAway();
	await stage.press('9');
	await stage.see('the examination failed');
	expect(examined()).toBe(false);
	await stage.see('not examined yet');
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
});
