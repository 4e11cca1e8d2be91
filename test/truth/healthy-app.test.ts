import {afterAll, beforeAll, expect, test} from 'vitest';
import {docknet} from '../cli/docknet.js';
import {onEnginesInTurn, standalone} from '../lab-engines.js';
import {scenario} from './probe-truth.js';

/** Of `docknet doctor --probe`, from the command line to its end, on an engine with a healthy application. */
const longestMs = 10_000;

onEnginesInTurn(standalone, ({name, socket}) => {
	beforeAll(() => scenario('healthy-app', '--on', name));
	afterAll(() => scenario('healthy-app', '--on', name, '--clean'));

	test('doctor measures a healthy application within 10 s, and finds nothing of weight', async () => {
		const began = performance.now();
		const {code, stdout} = await docknet(['doctor', '--probe', '--image', 'lab/busybox', '--json'], socket);
		const took = performance.now() - began;
		const {findings, skipped} = JSON.parse(stdout);
		expect({
			code,
			findings: findings.filter(({severity}: {severity: string}) => !['low', 'info'].includes(severity)),
		}).toEqual({
			code: 0,
			findings: [],
		});
		expect(skipped.filter(({id}: {id: string}) => ['listeners', 'paths'].includes(id))).toEqual([]);
		expect(took).toBeLessThan(longestMs);
	});
});
