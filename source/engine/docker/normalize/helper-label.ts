import {record} from './json.js';

/** Marks the containers that docknet makes for a moment, to run programs in. Its value: whose network they share. */
export const helperLabel = 'docknet.helper';

/** A container of a list: one that nobody is to see. */
export function isHelper(listed: unknown): boolean {
	return helperLabel in record(record(listed).Labels);
}
