import {expect, test} from 'vitest';
import {explainPath, type PathRun, pathQuestion} from '../../source/actions/explain-path.js';
import {askerOf} from '../../source/actions/vantages.js';
import {emptySnapshot} from '../../source/core/model/snapshot.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';
import {createSimulatedEngine} from '../../source/engine/simulated/engine.js';
import {reduce} from '../../source/store/reduce.js';

/** Vantages that programs ran from while paths of the demo were explained, where nothing can run. */
async function vantages(more: Partial<PathRun>) {
	const engine = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
	const used = new Set<string>();
	const watched: Engine = {
		...engine,
		execute: async vantage => {
			used.add(vantage.kind);
			throw new EngineError('unsupported', 'no program can be started there');
		},
	};
	const {signal} = new AbortController();
	const snapshot = (await engine.survey(signal)).reduce(reduce, emptySnapshot);
	const running = [...snapshot.containers.values()].filter(
		({state, networkMode}) => state === 'running' && networkMode !== 'host',
	);
	for (const from of running.slice(0, 4)) {
		const asker = askerOf(from);
		const question = pathQuestion({asker}, `${running.at(-1)?.name}:80`);
		await explainPath(question, {
			engine: watched,
			asker,
			signal,
			now: () => 1000,
			probe: true,
			image: 'busybox',
			...more,
		});
	}

	return used;
}

test('--via tool makes no helper container, neither for the target’s sockets nor for what is asked besides', async () => {
	expect(await vantages({})).toContain('helper');
	expect(await vantages({via: 'tool'})).not.toContain('helper');
});

test('without probes nothing runs anywhere', async () => {
	expect(await vantages({probe: false})).toEqual(new Set());
});
