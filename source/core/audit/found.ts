import type {Container} from '../model/container.js';
import type {Evidence, Finding, Fix, Subject} from '../model/finding.js';
import type {Host} from '../model/host.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {isDesktop} from '../rules/enclosed.js';
import {runningContainers} from '../rules/members.js';
import type {Found} from '../rules/rule.js';
import {aboutContainer, aboutHost, aboutNetwork} from '../rules/subjects.js';

/** What an audit's rule says; all of it is read from the configuration. */
type Said = {
	readonly message: string;
	readonly evidence: readonly Evidence[];
	readonly fix?: Fix;
	readonly severity?: Finding['severity'];
};

export function found(subject: Subject, said: Said): Found {
	return {confidence: 'predicted', subject, ...said};
}

export function containerFound(container: Container, said: Said): Found {
	return found(aboutContainer(container), said);
}

export function networkFound(network: Network, said: Said): Found {
	return found(aboutNetwork(network), said);
}

export function hostFound(host: Host, said: Said): Found {
	return found(aboutHost(host), said);
}

/** Made by the swarm: its settings are its service's. */
export function isTask({labels}: Container): boolean {
	return labels['com.docker.swarm.task.name'] !== undefined;
}

/** Containers that somebody made. */
export function ownContainers({containers}: Snapshot): readonly Container[] {
	return [...containers.values()].filter(container => !isTask(container));
}

/** What somebody deployed: containers, and services by one task of theirs that runs here, as it has the service's settings. */
export function deployed(snapshot: Snapshot): readonly {readonly container: Container; readonly subject: Subject}[] {
	const tasks = new Map(
		runningContainers(snapshot).flatMap(container => {
			const {host, labels} = container;
			const [id, name] = [labels['com.docker.swarm.service.id'], labels['com.docker.swarm.service.name']];
			if (id === undefined || name === undefined) return [];
			return [[keyOf({host, id}), {container, subject: {kind: 'service' as const, name, id, host}}] as const];
		}),
	);
	const own = ownContainers(snapshot).map(container => ({container, subject: aboutContainer(container)}));
	return [...own, ...tasks.values()];
}

/** Networks that somebody made. */
export function ownNetworks({networks}: Snapshot): readonly Network[] {
	return [...networks.values()].filter(({builtIn}) => !builtIn);
}

/** Engines that are Docker: Podman's settings and releases are its own. */
export function dockerHosts({hosts}: Snapshot): readonly Host[] {
	return [...hosts.values()].filter(({engine}) => engine !== 'podman');
}

/** Where only a new container helps; those of a service are the swarm's to make. */
export function runAgain({name, kind}: {readonly name: string; readonly kind?: Subject['kind']}, how: string): Fix {
	if (kind === 'service')
		return {
			title: `Deploy the service ${name} again ${how}`,
			commands: [],
			sideEffects: [`The swarm stops the tasks of ${name} and starts new ones.`],
		};
	return {
		title: `Run ${name} again ${how}`,
		commands: [],
		sideEffects: [`${name} is made again: its connections end, and what it wrote outside of volumes is lost.`],
	};
}

/** Where only a new network helps. */
export function createAgain({name}: Network, how: string): Fix {
	return {
		title: `Create ${name} again ${how}`,
		commands: [],
		sideEffects: [`Every container leaves ${name} and joins it anew; addresses change.`],
	};
}

/** A setting of the engine's own. */
export function configureEngine(host: Host | undefined, setting: string): Fix {
	return {
		title: `Set ${setting} in ${settingsFile(host)} and restart the engine`,
		commands: [],
		sideEffects: ['A restart of the engine stops its containers, unless live restore is on.'],
	};
}

/** Where an engine reads its settings. */
export function settingsFile(host: Host | undefined): string {
	if (host && isDesktop(host)) return "Docker Desktop's Settings, Docker Engine,";
	return host?.rootless ? '~/.config/docker/daemon.json' : '/etc/docker/daemon.json';
}

/** Why a rule about containers' settings has nothing to look at. */
export function withoutContainerDetails(snapshot: Snapshot): string | undefined {
	const containers = ownContainers(snapshot);
	if (containers.length === 0 || containers.some(({details}) => details)) return undefined;
	return 'no container was inspected';
}

/** Why a rule about Docker's settings has nothing to look at. */
export function withoutDocker(snapshot: Snapshot): string | undefined {
	return dockerHosts(snapshot).length === 0 ? 'Podman has no such setting' : undefined;
}

/** Why a rule about the engine's settings has nothing to look at. */
export function withoutHostDetails(snapshot: Snapshot): string | undefined {
	const isTold = dockerHosts(snapshot).some(({details}) => details);
	return withoutDocker(snapshot) ?? (isTold ? undefined : 'the engine told nothing of itself');
}
