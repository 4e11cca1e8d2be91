import type {Snapshot} from '../model/snapshot.js';
import type {Effect, Step} from './step.js';

export function effectsOf(_steps: readonly Step[], _snapshot: Snapshot): readonly Effect[] {
	return [];
}
