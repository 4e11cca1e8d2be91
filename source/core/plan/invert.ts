import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {draftOf, endpointDraftOf} from './draft.js';
import {protectedNetwork} from './protect.js';
import type {Step, StepOutcome} from './step.js';

/** Why there is no way back. */
export type NoWayBack = {readonly impossible: string};

/** A draft has no place for these. */
function copied(network: Network): string | undefined {
	if (network.configOnly)
		return `${network.name} was a configuration for other networks, which docknet does not create`;
	if (network.configFrom)
		return `${network.name} took its settings from ${network.configFrom}, which docknet does not do`;
	return undefined;
}

/** The step that takes back one that was applied. `before`: the snapshot from before it. */
export function invert(step: Step, before: Snapshot, outcome: StepOutcome): Step | NoWayBack {
	const {host} = step;
	switch (step.type) {
		case 'create-network':
			if (!outcome.created) return {impossible: `the engine did not tell the id of ${step.draft.name}`};
			return {host, type: 'remove-network', network: outcome.created, networkName: step.draft.name};
		case 'remove-network': {
			const network = before.networks.get(keyOf({host, id: step.network}));
			if (!network) return {impossible: `how ${step.networkName} was set up is not known`};
			const reason = protectedNetwork(network) ?? copied(network);
			return reason ? {impossible: reason} : {host, type: 'create-network', draft: draftOf(network)};
		}

		case 'connect': {
			const {endpoint: _, ...names} = step;
			return {...names, type: 'disconnect', force: false};
		}

		case 'disconnect': {
			const container = before.containers.get(keyOf({host, id: step.container}));
			const endpoint = container?.endpoints.find(({networkId}) => networkId === step.network);
			if (!container || !endpoint) return {impossible: `how ${step.containerName} was attached is not known`};
			const {type: _, force: __, ...names} = step;
			// By name: the network may have been removed and made again since, with another id.
			return {...names, network: step.networkName, type: 'connect', endpoint: endpointDraftOf(endpoint)};
		}

		case 'run-container': {
			if (!outcome.created) return {impossible: 'the engine did not tell the id of the container'};
			const containerName = step.draft.name ?? outcome.created.slice(0, 12);
			return {host, type: 'remove-container', container: outcome.created, containerName};
		}

		case 'remove-container':
			return {impossible: `${step.containerName} and what it had written are gone`};
		case 'pull-image':
			return {impossible: `others may use ${step.image} by now: docker rmi ${step.image} removes it`};
	}
}
