import {afterEach, expect, test} from 'vitest';
import {differences} from '../../../source/core/explain/differences.js';
import {emptySnapshot} from '../../../source/core/model/snapshot.js';
import {createSimulatedEngine} from '../../../source/engine/simulated/engine.js';
import {reduce} from '../../../source/store/reduce.js';

const engine = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
afterEach(() => engine.close());

const survey = async () => (await engine.survey(new AbortController().signal)).reduce(reduce, emptySnapshot);

test('what changed of the path itself comes before what changed elsewhere, and eight lines are enough', async () => {
	const before = await survey();
	const asker = [...before.containers.values()].find(({name}) => name === 'shop-api-1')!;
	for (const name of ['grafana', 'prometheus', 'node-exporter', 'shop-cache-1', 'shop-db-1'])
		engine.control.act(name, {type: 'stop', exitCode: 0});
	const after = await survey();
	const from = {kind: 'container', host: asker.host, container: asker.id} as const;
	const lines = differences({from, fromName: asker.name, target: 'db', protocol: 'tcp'}, before, after);
	expect(lines).toHaveLength(8);
	expect(lines[0]).toBe('shop-db-1: state running → exited');
	expect(lines.at(-1)).toMatch(/^(grafana|prometheus|node-exporter|shop-cache-1): /);
	expect(differences({from, fromName: asker.name, target: 'db', protocol: 'tcp'}, after, after)).toEqual([]);
});
