import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {containersOf, findNetwork} from './of-host.js';
import {bad, type DraftProblem} from './problem.js';
import type {ContainerDraft} from './step.js';
import {endpointProblems} from './validate-endpoint.js';

function nameProblems(name: string, snapshot: Snapshot, host: HostId): readonly DraftProblem[] {
	if (!/^[a-zA-Z0-9][\w.-]+$/.test(name))
		return [
			bad('name', `'${name}' needs two characters or more: letters, digits, then also dots, dashes, underscores`),
		];
	if (containersOf(snapshot, host).some(container => container.name === name))
		return [bad('name', `a container ${name} exists already: choose another name`)];
	return [];
}

function imageProblems(image: string, images: readonly string[] | undefined): readonly DraftProblem[] {
	if (image === '') return [bad('image', 'name an image that the engine has')];
	if (!images || images.includes(image) || images.includes(`${image}:latest`)) return [];
	return /^(sha256:)?[a-f\d]{6,64}$/.test(image) || image.includes('@')
		? []
		: [bad('image', `the engine has no image ${image}: docknet does not pull one`)];
}

/** What is wrong with a container to be run. `images`: those that the engine has, where known. */
export function containerProblems(
	draft: ContainerDraft,
	snapshot: Snapshot,
	host: HostId,
	images: readonly string[] | undefined,
): readonly DraftProblem[] {
	const network = findNetwork(snapshot, host, draft.network);
	const problems = [
		...imageProblems(draft.image, images),
		...(draft.name === undefined ? [] : nameProblems(draft.name, snapshot, host)),
	];
	if (!network) return [...problems, bad('network', `there is no network ${draft.network}`)];
	if (network.configOnly || network.ingress || (network.scope === 'swarm' && !network.attachable))
		return [...problems, bad('network', `${network.name} is not attachable: no single container can be on it`)];
	return [...problems, ...endpointProblems(draft.endpoint, network, snapshot)];
}
