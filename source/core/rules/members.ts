import type {Container, Endpoint} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Task} from '../model/swarm.js';
import {type Member, membersOf} from '../plan/of-host.js';
import {oncePer} from '../views/memo.js';

/** Whose processes run, on that network. */
export function runningOn(network: Network, snapshot: Snapshot): readonly Member[] {
	return membersOf(network, snapshot).filter(({container}) => container.state === 'running');
}

/** Others on that network whose MAC address is the same: one of them gets what is meant for the other. */
export function twinsOf(network: Network, endpoint: Endpoint, snapshot: Snapshot): readonly Container[] {
	// All ipvlan interfaces have the MAC address of their parent.
	if (!endpoint.mac || network.driver === 'ipvlan') return [];
	return runningOn(network, snapshot).flatMap(other =>
		other.endpoint.mac === endpoint.mac && other.endpoint !== endpoint ? [other.container] : [],
	);
}

/** Found once for each snapshot, as half of the rules ask. */
export const runningContainers: (snapshot: Snapshot) => readonly Container[] = oncePer(
	({containers}: Snapshot) => containers,
	({containers}) => [...containers.values()].filter(({state}) => state === 'running'),
);

/** Podman's networks have other rules than Docker's: what follows from Docker's sources says nothing there. */
export function isPodman(host: HostId, {hosts}: Snapshot): boolean {
	return hosts.get(host)?.engine === 'podman';
}

/** Without Podman's. */
export function dockerNetworks(snapshot: Snapshot): readonly Network[] {
	return [...snapshot.networks.values()].filter(({host}) => !isPodman(host, snapshot));
}

/** What a container is a copy of, where it is one: of a service of Swarm or Compose. */
export function serviceOf({labels}: Container): string | undefined {
	const swarm = labels['com.docker.swarm.service.id'];
	if (swarm) return swarm;
	const [project, service] = [labels['com.docker.compose.project'], labels['com.docker.compose.service']];
	return project && service ? `${project}/${service}` : undefined;
}

/** The project of Compose, or the stack of a swarm, that a container or a service is of. */
export function projectOf({labels}: Pick<Container, 'labels'>): string | undefined {
	return labels['com.docker.compose.project'] ?? labels['com.docker.stack.namespace'];
}

/** Made to run once, or by the swarm, which makes new ones: that it stopped says nothing. */
export function isShortLived({labels, details}: Container): boolean {
	return (
		details?.autoRemove === true ||
		'com.docker.swarm.task.id' in labels ||
		labels['com.docker.compose.oneoff']?.toLowerCase() === 'true'
	);
}

/** `registry:5000/web:2@sha256:…` is `registry:5000/web`, whatever its release. */
export const programOf = ({image}: Container) => image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');

/** What it is likely a part of: a Compose project, or those that are named alike (`shop-web`, `shop-db`). */
export function applicationOf(container: Container): string | undefined {
	const project = container.labels['com.docker.compose.project'];
	if (project) return `project ${project}`;
	const family = /^(.+)[-_]/.exec(container.name)?.[1];
	return family && `family ${family}`;
}

/** The swarm sees to it that it runs; past ones it has given up. */
export function isWanted({desiredState}: Task): boolean {
	return ['ready', 'running'].includes(desiredState);
}

/** Of a service: run to their end, and the swarm wants no others, as of a migration that need not run again. */
export function areDone(tasks: readonly Task[]): boolean {
	return tasks.some(({state}) => state === 'complete') && !tasks.some(isWanted);
}

const mostNames = 5;

/** As many as are named in messages, of all but one of them. */
export function someOthers(all: readonly Container[], one: Container): readonly Container[] {
	return all
		.slice(0, mostNames + 1)
		.filter(each => each !== one)
		.slice(0, mostNames);
}

/** For messages: `a, b and 3 more`. `count`: how many there are, where not all are given. */
export function listed(names: readonly string[], count = names.length): string {
	const more = count - mostNames;
	return more > 0 ? `${names.slice(0, mostNames).join(', ')} and ${more} more` : names.join(', ');
}
