import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {effectsOf} from './effects.js';
import type {NetworkDraft, Plan, Step} from './step.js';

export function createNetworkPlan(draft: NetworkDraft, snapshot: Snapshot, host: HostId): Plan {
	const steps: readonly Step[] = [{host, type: 'create-network', draft}];
	return {title: `Create the network ${draft.name}`, steps, effects: effectsOf(steps, snapshot)};
}
