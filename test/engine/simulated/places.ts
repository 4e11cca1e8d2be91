import type {Asker} from '../../../source/actions/vantages.js';
import type {Container} from '../../../source/core/model/container.js';
import type {Engine} from '../../../source/engine/engine.js';
import {createSimulatedEngine} from '../../../source/engine/simulated/engine.js';
import type {ScenarioName} from '../../../source/engine/simulated/scenarios/all.js';

export const never = new AbortController().signal;
export const netshoot = 'nicolaka/netshoot:latest';

const engines = new Map<ScenarioName, Engine>();

/** One for each scenario: nothing happens in it by itself, and programs take no time. */
export function engineOf(scenario: ScenarioName): Engine {
	const engine =
		engines.get(scenario) ?? createSimulatedEngine({scenario, latencyMs: 0, now: () => 1.8e12, life: false});
	engines.set(scenario, engine);
	return engine;
}

/** A container by its name, or `host`. */
export async function askerFor(engine: Engine, name: string): Promise<Asker> {
	const {host} = engine;
	if (name === 'host') return {place: {kind: 'host', host}, name};
	const changes = await engine.list(never);
	const containers = changes.flatMap(change => (change.type === 'containers' ? change.containers : []));
	const container: Container = containers.find(other => other.name === name)!;
	return {place: {kind: 'container', host, container: container.id}, name, container};
}
