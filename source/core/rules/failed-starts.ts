import type {Container} from '../model/container.js';
import type {Subject} from '../model/finding.js';
import {groupBy} from '../model/group-by.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Service, Task} from '../model/swarm.js';
import {containersOf, tasksOf} from '../plan/of-host.js';
import {oncePer} from '../views/memo.js';
import {areDone, isWanted, listed} from './members.js';
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
		if (!error || !stopped.includes(state) || isReplaced(container, snapshot)) return [];
		return [{subject: aboutContainer(container), at: `${name} State.Error`, error, container}];
	});
	const ofHosts = [...hosts.values()].flatMap(host =>
		host.swarm.error ? [{subject: aboutHost(host), at: `${host.name} Swarm.Error`, error: host.swarm.error}] : [],
	);
	return [...ofContainers, ...ofTasks(snapshot), ...ofHosts];
}

/** Of a task: the swarm makes others in its place, and keeps it for a while. A manager tells of the tasks themselves. */
function isReplaced({host, labels, created}: Container, snapshot: Snapshot): boolean {
	const label = 'com.docker.swarm.service.id';
	const service = labels[label];
	if (!service) return false;
	const isTold = snapshot.swarms.get(host)?.services.some(({id}) => id === service);
	return (
		isTold ||
		containersOf(snapshot, host).some(
			other => other.labels[label] === service && (other.state === 'running' || (other.created ?? 0) > (created ?? 0)),
		)
	);
}

/** Of a service that wants more: the tasks of each place (on each node, where it is global) in which none runs. */
function withoutSuccess({mode, replicas = 1}: Service, its: readonly Task[]): readonly Task[] {
	const isGlobal = mode === 'global';
	const places = [...groupBy(its, ({nodeId, slot}) => (isGlobal ? nodeId : slot)).values()];
	const isFilled = (place: readonly Task[]) => place.some(({state}) => state === 'running');
	if (isGlobal) return places.filter(place => !isFilled(place) && place.some(isWanted)).flat();
	const running = its.filter(({state}) => state === 'running').length;
	return running >= replicas ? [] : places.filter(place => !isFilled(place)).flat();
}

/** Each task and its endpoint have names and ids of their own, and fail alike. */
const withoutIds = (error: string) => error.replace(/endpoint \S+ \([\da-f]+\)/, 'endpoint');

/** Errors of each service that has no running task, or fewer than it wants; each text once, with the nodes that it is of. */
function ofTasks(snapshot: Snapshot): readonly FailedStart[] {
	return [...snapshot.swarms.values()].flatMap(({services, nodes}) =>
		services.flatMap(service => {
			const its = tasksOf(service, snapshot);
			if (areDone(its)) return [];
			return [...groupBy(withoutSuccess(service, its), ({error}) => error && withoutIds(error))].flatMap(
				([, tasks]) => {
					const [{error} = {error: undefined}] = tasks;
					const names = nodes.filter(({id}) => tasks.some(({nodeId}) => nodeId === id)).map(({name}) => name);
					const at = `${service.name} Task.Status.Err${names.length > 0 ? ` on ${listed(names)}` : ''}`;
					return error ? [{subject: aboutService(service), at, error}] : [];
				},
			);
		}),
	);
}
