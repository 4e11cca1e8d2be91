import {expect, test, vi} from 'vitest';
import type {Vantage} from '../../../source/core/probes/probe.js';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import {inParallel} from '../../../source/engine/docker/in-parallel.js';
import {onEnginesInTurn} from '../../lab-engines.js';
import {ask, createTargets, helpersOf} from './targets.js';

/** Fractions that look random, the same ones each time. */
function fractions(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
		return state / 2 ** 31;
	};
}

onEnginesInTurn(['a', 'e28'], lab => {
	test('200 programs started and cancelled leave no container, exec, socket or process', async () => {
		const targets = createTargets(lab, 'cancel-test');
		await targets.clean();
		const engine = createDockerEngine({host: `unix://${lab.socket}`, environment: {}, homeFolder: '/nowhere'});
		const ids = [await targets.run(), await targets.run({Image: 'lab/distroless', Cmd: ['serve', '8080']})] as const;
		const [busybox, distroless] = ids;
		const count = async () => ({
			helpers: (await helpersOf(lab, ids)).length,
			execs: (await Promise.all(ids.map(id => ask(lab, 'GET', `/containers/${id}/json`)))).flatMap(
				({ExecIDs}) => ExecIDs ?? [],
			).length,
			processes: (
				await Promise.all(ids.map(id => ask(lab, 'GET', `/containers/${id}/stats?stream=false&one-shot=true`)))
			).map(({pids_stats}) => pids_stats.current),
			sockets: process.getActiveResourcesInfo().filter(name => name === 'PipeWrap').length,
		});

		await engine.list(new AbortController().signal);
		const before = await count();
		expect(before).toMatchObject({helpers: 0, execs: 0, processes: [1, 1]});

		const {host} = engine;
		const vantages: readonly Vantage[] = [
			{kind: 'tool', host, container: busybox},
			{kind: 'helper', host, container: busybox, image: 'lab/busybox'},
			{kind: 'helper', host, container: distroless, image: 'lab/busybox', processes: true},
		];
		const fraction = fractions(1);
		let begun = 0;
		const outcomes = await inParallel([...Array(200).keys()], 8, async index => {
			const controller = new AbortController();
			const vantage = vantages[index % vantages.length]!;
			const abortIn = (ms: number) => setTimeout(() => controller.abort(), ms);
			// Most are not even begun by then; every fourth is cancelled while it runs.
			if (index % 4 > 0) abortIn(fraction() * 300);
			const onProgress = () => {
				begun++;
				abortIn(fraction() * 50);
			};
			// A probe ends by itself in the container; in a helper nothing has to.
			const script = `echo begun; exec sleep ${vantage.kind === 'tool' ? 2 : 4321}`;
			const options = {timeoutMs: 20_000, signal: controller.signal, onProgress};
			return engine.execute(vantage, ['sh', '-c', script], options).catch((error: unknown) => error);
		});

		for (const outcome of outcomes) expect(outcome).toMatchObject({kind: 'cancelled'});
		expect(begun).toBeGreaterThanOrEqual(50);
		await vi.waitFor(async () => expect(await count()).toEqual(before), {timeout: 15_000, interval: 200});
		await engine.close();
		await targets.clean();
	}, 60_000);
});
