import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {askOnce} from '../../source/actions/helper-image.js';
import type {Engine} from '../../source/engine/engine.js';

const engineAt = (address: string) => ({address}) as unknown as Engine;
const engine = engineAt('unix:///a.sock');
const images = ['iputils', 'busybox'];
const yes = () => vi.fn(async (candidates: readonly string[], _why: string) => candidates[0]);

let folder: string;
const file = () => join(folder, 'docknet', 'helper-images.json');

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'docknet-helper-image-'));
	vi.stubEnv('XDG_CONFIG_HOME', folder);
});

afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, {recursive: true});
});

test('one question for all that wait for it, and none in the next run', async () => {
	const ask = yes();
	const choose = askOnce(engine, ask);
	const all = Array.from({length: 8}, (_, index) => choose(images, `client-${index} has no ping`));
	expect(await Promise.all(all)).toEqual(Array.from({length: 8}, () => 'iputils'));
	expect(ask.mock.calls).toEqual([[images, 'client-0 has no ping']]);
	const later = yes();
	expect(await askOnce(engine, later)(['busybox'], 'no ping')).toBe('iputils');
	expect(later).not.toHaveBeenCalled();
});

test('each engine has its own', async () => {
	await askOnce(engine, yes())(images, '');
	await askOnce(engineAt('tcp://b:2375'), yes())(['busybox'], '');
	expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({'unix:///a.sock': 'iputils', 'tcp://b:2375': 'busybox'});
});

test('a no is for this time only', async () => {
	const no = vi.fn(async () => undefined);
	const choose = askOnce(engine, no);
	expect(await Promise.all([choose(images, ''), choose(images, '')])).toEqual([undefined, undefined]);
	expect(no).toHaveBeenCalledTimes(1);
	const ask = yes();
	expect(await askOnce(engine, ask)(images, '')).toBe('iputils');
	expect(ask).toHaveBeenCalledTimes(1);
});

test('what nobody chose is not remembered', async () => {
	expect(await askOnce(engine, yes(), false)(images, '')).toBe('iputils');
	await expect(readFile(file())).rejects.toThrow('ENOENT');
});

test('nothing to choose from is no question', async () => {
	const ask = yes();
	expect(await askOnce(engine, ask)([], '')).toBeUndefined();
	expect(ask).not.toHaveBeenCalled();
});

test('a folder that cannot be written and a file that makes no sense change nothing', async () => {
	vi.stubEnv('XDG_CONFIG_HOME', '/dev/null');
	expect(await askOnce(engine, yes())(images, '')).toBe('iputils');
	vi.stubEnv('XDG_CONFIG_HOME', folder);
	await askOnce(engine, yes())(images, '');
	for (const broken of ['', 'null', '[3]', '{"unix:///a.sock": 7}', '{"unix:///a.sock": "busy']) {
		await writeFile(file(), broken);
		expect(await askOnce(engine, yes())(images, '')).toBe('iputils');
	}
});
