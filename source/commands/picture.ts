import {emptySnapshot, type Snapshot} from '../core/model/snapshot.js';
import {reduce} from '../store/reduce.js';
import type {CommandContext} from './command.js';

type Reading = Pick<CommandContext, 'engine' | 'signal'>;

/** The engine's networks and containers, as its lists tell: without aliases and names. */
export async function readLists({engine, signal}: Reading): Promise<Snapshot> {
	return (await engine.list(signal)).reduce(reduce, emptySnapshot);
}

/** The same with aliases and names: one more question for each container. */
export async function readPicture(context: Reading): Promise<Snapshot> {
	const {engine, signal} = context;
	const listed = await readLists(context);
	const ids = [...listed.containers.values()].filter(({detailed}) => !detailed).map(({id}) => id);
	return (await engine.detail(ids, signal)).reduce(reduce, listed);
}
