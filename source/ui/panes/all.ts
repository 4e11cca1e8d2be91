import type {PaneId} from '../state.js';
import {containersPane} from './containers.js';
import {networksPane} from './networks.js';
import type {Pane} from './pane.js';

export type {Pane} from './pane.js';

/** The tabs, in the order of their numbers. */
export const panes: readonly Pane[] = [networksPane, containersPane];

export function paneOf(id: PaneId): Pane {
	return panes.find(pane => pane.id === id)!;
}
