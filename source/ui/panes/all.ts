import type {PaneId} from '../state.js';
import {containersPane} from './containers.js';
import {findingsPane} from './findings.js';
import {networksPane} from './networks.js';
import type {Pane} from './pane.js';

export type {Pane} from './pane.js';

/** The tabs, in their order. */
export const panes: readonly Pane[] = [networksPane, containersPane, findingsPane];

export function paneOf(id: PaneId): Pane {
	return panes.find(pane => pane.id === id)!;
}
