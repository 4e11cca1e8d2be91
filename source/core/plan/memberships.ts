import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {effectsOf} from './effects.js';
import {membershipsOf} from './endpoint-order.js';
import {type EndpointDraft, type Plan, plainEndpoint, type Step} from './step.js';

type Pair = {
	readonly host: string;
	readonly network: string;
	readonly networkName: string;
	readonly container: string;
	readonly containerName: string;
};

function pair(network: Network, container: Container): Pair {
	return {
		host: container.host,
		network: network.id,
		networkName: network.name,
		container: container.id,
		containerName: container.name,
	};
}

function connectStep(network: Network, container: Container, endpoint: EndpointDraft): Step {
	return {...pair(network, container), type: 'connect', endpoint};
}

export function disconnectStep(network: Network, container: Container, force: boolean): Step {
	return {...pair(network, container), type: 'disconnect', force};
}

/** The network `none`: who is on it can be on no other. */
export function isNone(network: Network): boolean {
	return network.driver === 'null';
}

function change(container: Container, wanted: readonly Network[], snapshot: Snapshot): readonly Step[] {
	const current = membershipsOf(container, snapshot).map(({network}) => network);
	const has = (networks: readonly Network[], network: Network) => networks.some(({id}) => id === network.id);
	const join = wanted
		.filter(network => !has(current, network))
		.map(network => connectStep(network, container, plainEndpoint));
	const leave = current
		.filter(network => !has(wanted, network))
		.map(network => disconnectStep(network, container, false));
	// Join first, so that the container is never without a network; only `none` bears no other beside it.
	return [...current, ...wanted].some(isNone) ? [...leave, ...join] : [...join, ...leave];
}

/** What makes the container's networks the wanted ones. */
export function membershipsPlan(container: Container, wanted: readonly Network[], snapshot: Snapshot): Plan {
	const steps = change(container, wanted, snapshot);
	return {title: `Change the networks of ${container.name}`, steps, effects: effectsOf(steps, snapshot)};
}

/** Attaches containers to a network; one that is on `none` leaves that first. */
export function connectPlan(
	network: Network,
	containers: readonly Container[],
	endpoint: EndpointDraft,
	snapshot: Snapshot,
): Plan {
	const steps = containers.flatMap(container => [
		...membershipsOf(container, snapshot)
			.filter(membership => isNone(membership.network))
			.map(membership => disconnectStep(membership.network, container, false)),
		connectStep(network, container, endpoint),
	]);
	const who = containers.map(({name}) => name).join(', ');
	return {title: `Connect ${who} to ${network.name}`, steps, effects: effectsOf(steps, snapshot)};
}

export function disconnectPlan(network: Network, container: Container, force: boolean, snapshot: Snapshot): Plan {
	const steps = [disconnectStep(network, container, force)];
	return {title: `Disconnect ${container.name} from ${network.name}`, steps, effects: effectsOf(steps, snapshot)};
}
