import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {effectsOf} from './effects.js';
import type {ContainerDraft, Plan, Step} from './step.js';

export function runContainerPlan(draft: ContainerDraft, snapshot: Snapshot, host: HostId): Plan {
	const steps: readonly Step[] = [{host, type: 'run-container', draft}];
	return {title: `Run ${draft.name ?? draft.image} in ${draft.network}`, steps, effects: effectsOf(steps, snapshot)};
}
