import type {Failure} from '../core/model/failure.js';
import type {Explorer} from './explorer.js';

/** No engine has answered yet and there is a reason: the screen says why instead of showing empty lists. */
export function offlineFailure(explorer: Explorer): Failure | undefined {
	const {engine, store} = explorer.source;
	const {connections, hosts} = store.get();
	const connection = connections.get(engine.host);
	return connection?.state === 'stale' && !hosts.has(engine.host) ? connection.failure : undefined;
}

export function isOffline(explorer: Explorer): boolean {
	return offlineFailure(explorer) !== undefined;
}
