import type {Container} from '../model/container.js';
import type {Subject} from '../model/finding.js';
import {groupBy} from '../model/group-by.js';
import type {Snapshot} from '../model/snapshot.js';
import {tasksOf} from '../plan/of-host.js';
import {oncePer} from '../views/memo.js';
import {areDone} from './members.js';
import {findingOfError} from './start-errors.js';
import {aboutContainer, aboutHost, aboutService} from './subjects.js';

/** What an engine says of something that does not come about. */
export type FailedStart = {
	readonly subject: Subject;
	/** The field that holds the text. */
	readonly at: string;
	readonly error: string;
	/** Where it is a container. */
	readonly container?: Container;
};

const stopped: readonly Container['state'][] = ['created', 'exited', 'dead'];

/** Containers that did not start, tasks that nothing took the place of, and a swarm that failed, with errors that stand for `finding`. */
export function failedStarts(finding: string, snapshot: Snapshot): readonly FailedStart[] {
	return byFinding(snapshot).get(finding) ?? [];
}

const byFinding = oncePer(
	(snapshot: Snapshot) => snapshot,
	snapshot => groupBy(allFailedStarts(snapshot), ({error}) => findingOfError(error)),
);

function allFailedStarts(snapshot: Snapshot): readonly FailedStart[] {
	const {containers, hosts} = snapshot;
	const ofContainers = [...containers.values()].flatMap(container => {
		const {name, state, error} = container;
		if (!error || !stopped.includes(state)) return [];
		return [{subject: aboutContainer(container), at: `${name} State.Error`, error, container}];
	});
	const ofHosts = [...hosts.values()].flatMap(host =>
		host.swarm.error ? [{subject: aboutHost(host), at: `${host.name} Swarm.Error`, error: host.swarm.error}] : [],
	);
	return [...ofContainers, ...ofTasks(snapshot), ...ofHosts];
}

/** Errors of each service that has no running task, or fewer than it wants; each text once. */
function ofTasks(snapshot: Snapshot): readonly FailedStart[] {
	return [...snapshot.swarms.values()].flatMap(({services}) =>
		services.flatMap(service => {
			const its = tasksOf(service, snapshot);
			const running = its.filter(({state}) => state === 'running').length;
			if (areDone(its) || running >= (service.replicas ?? 1)) return [];
			const errors = its.flatMap(({state, error}) => (error && state !== 'running' ? [error] : []));
			return [...new Set(errors)].map(error => ({
				subject: aboutService(service),
				at: `${service.name} Task.Status.Err`,
				error,
			}));
		}),
	);
}
