import {afterEach, expect, test} from 'vitest';
import {keyOf} from '../../source/core/model/reference.js';
import type {ContainerRow} from '../../source/core/views/containers.js';
import {openStage} from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
afterEach(() => stage.close());

async function goTo(name: string): Promise<void> {
	await stage.press('2', '/');
	await stage.type(`name:${name}`);
	await stage.press('enter');
	await stage.until(() => (stage.explorer.row as ContainerRow | undefined)?.container.name === name, name);
	await stage.press('enter', 'enter');
}

const checksOf = () => {
	const {container} = stage.explorer.row as ContainerRow;
	return stage.store.get().observations.get(keyOf(container))?.names?.checks ?? [];
};

test('l looks up each name that the inspector shows; the answer stands beside the prediction', async () => {
	stage = await openStage({columns: 140, rows: 60});
	await goTo('shop-worker-1');
	await stage.see(
		'Names that resolve from here (predicted; l in the explorer checks them; 9 container ids are left out)',
	);
	await stage.press('l');
	await stage.see(/the names in shop-worker-1, looked up: \d+ agree$/m);
	await stage.see(/Names that resolve from here \(predicted; looked up \d\d:\d\d:\d\dZ: \d+ agree;/);
	await stage.see(/db +│ ✓ agrees/);
	const before = checksOf();
	expect(before.length).toBeGreaterThan(5);
	stage.engine.control.act('shop-db-1', {type: 'stop', exitCode: 0});
	await stage.until(() => !/db +│ ✓ agrees/.test(stage.frame()), 'the name of the stopped one to go');
	await stage.press('l');
	await stage.until(() => checksOf() !== before, 'another check');
	expect(checksOf().every(({name, verdict}) => verdict === 'agrees' && name !== 'db')).toBe(true);
});

test('aliases of others are read as soon as the inspector shows the names: no name is missing, and none has an owner too few', async () => {
	stage = await openStage({columns: 140, rows: 60});
	await goTo('shop-api-1');
	await stage.see(/│ db +│ 10\.20\.30\.10 \(shop-db-1\)/);
	await stage.see(/│ api +│ 172\.21\.0\.3 \(shop-api-1\), 172\.21\.0\.4 \(shop-api-2\) .*2 answer/);
	expect(stage.frame()).not.toContain('not read yet');
});

test('what cannot be asked is unknown, with the reason', async () => {
	stage = await openStage({readOnly: true});
	await goTo('shop-search-1');
	await stage.press('l');
	await stage.see(/looked up: 0 agree, \d+ unknown/);
	expect(checksOf()[0]?.message).toMatch(/paused/);
});

test('esc stops it', async () => {
	stage = await openStage({latencyMs: 200});
	await stage.press('2');
	await stage.press('l');
	await stage.see(/looking up \d+ of \d+ names that resolve in \S+ …/);
	await stage.press('j', 'k');
	await stage.see(/looking up \d+ of \d+ names/);
	await stage.press('esc');
	await stage.see('cancelled');
	expect(checksOf()).toEqual([]);
	await stage.press('j');
	expect(stage.frame()).not.toContain('looking up');
});
