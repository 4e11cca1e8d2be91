import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import {type Key, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {membershipEffects} from './effects-of-membership.js';
import {collisions, namesOn} from './names-on.js';
import {containersOf, findNetwork, membersOf} from './of-host.js';
import {predict} from './predict.js';
import {protectedMembership, protectedNetwork} from './protect.js';
import type {Effect, Step} from './step.js';

const info = (text: string): Effect => ({tone: 'info', text});
const warn = (text: string): Effect => ({tone: 'warn', text});
const danger = (text: string): Effect => ({tone: 'danger', text});

const list = (containers: readonly Container[]) => containers.map(({name}) => name).join(', ');

/** What a network's removal means to those who are on it then. */
function removalEffects(network: Network, snapshot: Snapshot): readonly Effect[] {
	const reason = protectedNetwork(network);
	if (reason) return [danger(reason)];
	const members = membersOf(network, snapshot).map(({container}) => container);
	const stopped = members.filter(({state}) => state === 'created' || state === 'exited' || state === 'dead');
	const live = members.filter(container => !stopped.includes(container));
	return [
		...(live.length > 0 ? [danger(`The engine refuses to remove ${network.name}: ${list(live)} still use it.`)] : []),
		...(stopped.length > 0
			? [danger(`Stopped, but still needing ${network.name}: ${list(stopped)} will not start without it.`)]
			: []),
		...(network.scope === 'swarm'
			? [warn(`${network.name} goes from the whole swarm; the engine refuses while a service uses it.`)]
			: []),
	];
}

/** `before`: who was there already, which is known of it and would have to be found anew in the picture that follows. */
function namesGained(container: Container, network: Network, before: Snapshot): readonly Effect[] {
	const endpoint = container.endpoints.find(({networkId}) => networkId === network.id);
	const names = endpoint ? namesOn(network, container, endpoint) : [];
	if (names.length === 0) return [info(`No name of ${container.name} is known on ${network.name}: addresses only.`)];
	return [
		info(`Containers on ${network.name} find ${container.name} as ${names.join(', ')}.`),
		...collisions(names, container, network, before).map(({name, container: other}) =>
			warn(`${name} is a name of ${other.name} on ${network.name} too: whoever asks gets either of them.`),
		),
	];
}

function joined(container: Container | undefined, network: Network | undefined, before: Snapshot): readonly Effect[] {
	return container && network ? namesGained(container, network, before) : [];
}

function left(container: Container, network: Network): readonly Effect[] {
	const endpoint = container.endpoints.find(({networkId}) => networkId === network.id);
	if (!endpoint) return [danger(`The engine refuses: ${container.name} is not on ${network.name}.`)];
	const names = namesOn(network, container, endpoint);
	const {ipv4, requested} = endpoint;
	return [
		...(names.length > 0 ? [info(`${network.name} no longer knows ${names.join(', ')}.`)] : []),
		...(ipv4 && !requested.ipv4
			? [info(`${container.name} gives ${ipv4} back: joining ${network.name} again may get it another address.`)]
			: []),
	];
}

/** Whoever uses the container's network namespace loses the network with it. */
function leftBySharers(container: Container, network: Network, snapshot: Snapshot): readonly Effect[] {
	const sharers = containersOf(snapshot, container.host).filter(
		({sharesNetworkOf, state}) => sharesNetworkOf === container.id && state === 'running',
	);
	if (sharers.length === 0) return [];
	return [
		warn(`${list(sharers)} too: ${container.name}'s network namespace is shared, and ${network.name} goes from it.`),
	];
}

/** What one step does besides, in the picture that it meets. */
function stepEffects(step: Step, before: Snapshot, after: Snapshot): readonly Effect[] {
	const {host} = step;
	switch (step.type) {
		case 'create-network':
			return [];
		case 'remove-network': {
			const network = findNetwork(before, host, step.network);
			return network ? removalEffects(network, before) : [];
		}

		case 'connect':
		case 'disconnect': {
			const network = findNetwork(before, host, step.network);
			const container = before.containers.get(keyOf({host, id: step.container}));
			if (!network || !container) return [];
			const reason = protectedMembership(network, container);
			if (reason) return [danger(`The engine refuses: ${reason}.`)];
			return step.type === 'connect'
				? joined(after.containers.get(keyOf(container)), network, before)
				: [...left(container, network), ...leftBySharers(container, network, before)];
		}

		case 'run-container': {
			const container = [...after.containers.values()].find(each => !before.containers.has(keyOf(each)));
			return joined(container, findNetwork(after, host, step.draft.network), before);
		}

		case 'remove-container':
			return [danger(`${step.containerName} is stopped and deleted, with everything that it wrote in itself.`)];
		case 'pull-image':
			return [info(`The engine downloads ${step.image} from its registry, and keeps it.`)];
	}
}

function containersChanged(steps: readonly Step[]): ReadonlySet<Key> {
	return new Set(
		steps.flatMap(step =>
			step.type === 'connect' || step.type === 'disconnect' ? [keyOf({host: step.host, id: step.container})] : [],
		),
	);
}

/** What the steps do besides, worst first; a fixed sentence each. */
export function effectsOf(steps: readonly Step[], snapshot: Snapshot): readonly Effect[] {
	const effects: Effect[] = [];
	let picture = snapshot;
	for (const step of steps) {
		const after = predict(picture, step);
		effects.push(...stepEffects(step, picture, after));
		picture = after;
	}

	for (const key of containersChanged(steps)) {
		const before = snapshot.containers.get(key);
		const after = picture.containers.get(key);
		if (before && after) effects.push(...membershipEffects(before, after, snapshot, picture));
	}

	const order = {danger: 0, warn: 1, info: 2};
	return effects.sort((a, b) => order[a.tone] - order[b.tone]);
}
