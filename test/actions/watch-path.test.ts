import {expect, test} from 'vitest';
import {pathQuestion} from '../../source/actions/explain-path.js';
import {askerOf} from '../../source/actions/vantages.js';
import {emptyRecord, type WatchRecord, watchPath} from '../../source/actions/watch-path.js';
import type {Flip} from '../../source/core/explain/watched.js';
import {emptySnapshot} from '../../source/core/model/snapshot.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError, type EngineErrorKind} from '../../source/engine/errors.js';
import {createSimulatedEngine} from '../../source/engine/simulated/engine.js';
import {reduce} from '../../source/store/reduce.js';

/** Three looks in the shop; the engine fails in those that have a kind of error. */
async function watched(...errors: readonly (EngineErrorKind | undefined)[]) {
	return watchedOn(emptyRecord(), 0, ...errors);
}

/** The same after what is recorded, from that time on. */
async function watchedOn(record: WatchRecord, start: number, ...errors: readonly (EngineErrorKind | undefined)[]) {
	const shop = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
	const {signal} = new AbortController();
	const {containers} = (await shop.survey(signal)).reduce(reduce, emptySnapshot);
	const worker = [...containers.values()].find(({name}) => name === 'shop-worker-1')!;
	let looks = 0;
	const engine: Engine = {
		...shop,
		async survey(ending) {
			const kind = errors[looks++];
			if (kind) throw new EngineError(kind, 'There is no socket.');
			return shop.survey(ending);
		},
	};
	const asker = askerOf(worker);
	const flips: Flip[] = [];
	let time = start;
	try {
		const now = () => (time += 1000);
		const run = {engine, asker, signal, now, probe: true, count: 3, onFlip: (flip: Flip) => flips.push(flip)};
		const summary = await watchPath(pathQuestion({asker}, 'db:5432'), run, record);
		return {summary, headlines: flips.map(({headline}) => headline)};
	} finally {
		await shop.close();
	}
}

test('an engine that goes away and comes back is told, and the summary still comes', async () => {
	const {summary, headlines} = await watched(undefined, 'unreachable');
	expect(headlines).toEqual([
		'✓ shop-worker-1 → db:5432 works (observed: ok)',
		'? shop-worker-1 → db:5432 cannot be told (the engine does not answer: There is no socket.)',
		'✓ shop-worker-1 → db:5432 works (observed: ok)',
	]);
	expect(summary).toMatchObject({looks: 3, causes: {unknown: 1}});
});

test('one that is not there at the start, and a container that is gone, end it', async () => {
	await expect(watched('unreachable')).rejects.toMatchObject({kind: 'unreachable'});
	await expect(watched(undefined, 'missing')).rejects.toMatchObject({kind: 'missing'});
});

test('watched on, all looks count, the first is told only where it differs, and the time between is no outage', async () => {
	const record = emptyRecord();
	await watchedOn(record, 0, undefined, undefined, 'unreachable');
	const {summary, headlines} = await watchedOn(record, 3_600_000, 'unreachable');
	expect(headlines).toEqual(['✓ shop-worker-1 → db:5432 works (observed: ok)']);
	expect(summary).toMatchObject({looks: 6, measured: 4, availability: 66.7, causes: {unknown: 2}});
	expect(summary.longestOutageMs).toBeLessThan(60_000);
});
