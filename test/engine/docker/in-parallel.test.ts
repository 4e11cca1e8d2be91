import {expect, test} from 'vitest';
import {inParallel} from '../../../source/engine/docker/in-parallel.js';

test('results in order, never more at a time than allowed', async () => {
	let running = 0;
	let most = 0;
	const results = await inParallel([30, 1, 20, 2, 10], 2, async ms => {
		running += 1;
		most = Math.max(most, running);
		await new Promise(resolve => setTimeout(resolve, ms));
		running -= 1;
		return ms;
	});
	expect(results).toEqual([30, 1, 20, 2, 10]);
	expect(most).toBe(2);
});

test('nothing is begun after a failure', async () => {
	const begun: number[] = [];
	const work = inParallel([1, 2, 3, 4], 1, async item => {
		begun.push(item);
		if (item === 2) throw new Error('two');
	});
	await expect(work).rejects.toThrow('two');
	expect(begun).toEqual([1, 2]);
});

test('nothing to do', async () => {
	expect(await inParallel([], 8, async () => 1)).toEqual([]);
});
