import {emptySnapshot, type Snapshot} from '../core/model/snapshot.js';
import {reduce} from './reduce.js';
import type {Store} from './types.js';

export function createStore(initial: Snapshot = emptySnapshot): Store {
	let snapshot = initial;
	const listeners = new Set<() => void>();
	return {
		get: () => snapshot,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch(changes) {
			const next = changes.reduce(reduce, snapshot);
			if (next === snapshot) return;
			snapshot = next;
			for (const listener of listeners) listener();
		},
	};
}
