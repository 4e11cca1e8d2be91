import type {Container, ContainerId} from '../core/model/container.js';
import {keyOf} from '../core/model/reference.js';
import type {Connection} from '../core/model/snapshot.js';
import type {Engine} from '../engine/engine.js';
import {asEngineError} from '../engine/errors.js';
import type {Activity} from './activity.js';
import type {Store} from './types.js';
import {within} from './within.js';

const maxInFlight = 8;
const limitMs = 20_000;

export type DetailerOptions = {
	readonly engine: Engine;
	readonly store: Store;
	readonly inspected: () => readonly ContainerId[];
	readonly activity: Activity;
};

/**
 * Reads the details of inspected containers that lack them. Returns `look`, to be called when something may have changed. A
 * container whose details could not be had is asked for again once there is news of it, or a new connection.
 */
export function createDetailer({engine, store, inspected, activity}: DetailerOptions, signal: AbortSignal): () => void {
	const asked = new WeakMap<Container, Connection>();
	let working = false;

	const current = (id: ContainerId) => store.get().containers.get(keyOf({host: engine.host, id}));

	const wanted = () => {
		const connection = store.get().connections.get(engine.host);
		if (signal.aborted || connection?.state !== 'live') return [];
		const batch = inspected()
			.map(current)
			.filter(container => container !== undefined)
			.filter(container => !container.detailed && asked.get(container) !== connection)
			.slice(0, maxInFlight);
		for (const container of batch) asked.set(container, connection);
		return batch;
	};

	const detail = async (batch: readonly Container[]) => {
		const ids = batch.map(({id}) => id);
		const changes = await within(limitMs, signal, inner => engine.detail(ids, inner));
		if (signal.aborted) return;
		// News that came meanwhile may be newer than the answer: that container is asked for again.
		const unchanged = new Set(batch.filter(container => current(container.id) === container).map(({id}) => id));
		store.dispatch(changes.filter(change => change.type !== 'container' || unchanged.has(change.container.id)));
	};

	const work = async (first: readonly Container[]) => {
		const end = activity.begin();
		working = true;
		for (let batch = first; batch.length > 0; batch = wanted()) await detail(batch).catch(asEngineError);
		working = false;
		end();
	};

	return () => {
		if (working) return;
		const batch = wanted();
		if (batch.length > 0) void work(batch);
	};
}
