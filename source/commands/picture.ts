import {emptySnapshot, type Snapshot} from '../core/model/snapshot.js';
import type {Engine} from '../engine/engine.js';
import {reduce} from '../store/reduce.js';

/** The engine's networks and containers, each with its aliases and names. */
export async function readPicture(engine: Engine, signal: AbortSignal): Promise<Snapshot> {
	const listed = (await engine.list(signal)).reduce(reduce, emptySnapshot);
	const ids = [...listed.containers.values()].filter(({detailed}) => !detailed).map(({id}) => id);
	return (await engine.detail(ids, signal)).reduce(reduce, listed);
}
