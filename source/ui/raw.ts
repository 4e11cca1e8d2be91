import type {Key, Reference} from '../core/model/reference.js';
import {asEngineError} from '../engine/errors.js';
import type {Explorer} from './explorer.js';

/** The engine's own JSON of one object. */
export type RawJson = {readonly key: Key; readonly value?: unknown; readonly problem?: string};

/** Reads the raw JSON of the row under the cursor, while it is looked at: one request in flight, the newest wish wins. */
export function createRawReader(explorer: () => Explorer, changed: () => void) {
	let current: RawJson | undefined;
	let reading = false;
	/** The object that `current` was read for: another identity means that it changed. */
	let readFor: unknown;

	async function read(reference: Reference, key: Key, object: unknown): Promise<void> {
		reading = true;
		readFor = object;
		if (current?.key !== key) current = {key};
		try {
			const value = await explorer().source.engine.inspect(reference, AbortSignal.timeout(15_000));
			current = {key, value};
		} catch (error) {
			current = {key, problem: asEngineError(error).message};
		} finally {
			reading = false;
			changed();
			follow();
		}
	}

	function follow(): void {
		const {state, inspected: row, pane, screen} = explorer();
		if (reading || row === undefined || !state.inspector.raw || !screen.inspector) return;
		const {reference, object, key} = pane.subject(row);
		if (current?.key === key && readFor === object) return;
		if (!reference) {
			current = {key, problem: 'it is no object of its own'};
			readFor = object;
			return;
		}

		void read(reference, key, object);
	}

	return {get: () => current, follow};
}
