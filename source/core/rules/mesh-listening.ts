import type {Snapshot} from '../model/snapshot.js';
import {tasksOf} from '../plan/of-host.js';
import {type Listening, listening} from './listening.js';
import {type MeshPort, meshPorts} from './mesh.js';

/** Ports of the routing mesh, with the tasks that run here and were looked into. */
export function meshListening(snapshot: Snapshot): readonly (MeshPort & {readonly tasks: readonly Listening[]})[] {
	const all = new Map(listening(snapshot).map(each => [each.container.id, each]));
	return [...snapshot.hosts.keys()]
		.flatMap(host => meshPorts(snapshot, host))
		.map(mesh => ({
			...mesh,
			tasks: tasksOf(mesh.service, snapshot).flatMap(({containerId, state}) =>
				containerId && state === 'running' ? (all.get(containerId) ?? []) : [],
			),
		}));
}
