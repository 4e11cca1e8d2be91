import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {effectsOf} from './effects.js';
import {disconnectStep} from './memberships.js';
import {membersOf, networksOf} from './of-host.js';
import {protectedMembership, protectedNetwork} from './protect.js';
import type {Effect, Plan, Step} from './step.js';

function removal(network: Network): Step {
	return {host: network.host, type: 'remove-network', network: network.id, networkName: network.name};
}

/** Takes off whoever is on the network, then removes it: only an empty one can go. */
function stepsToRemove(network: Network, snapshot: Snapshot): readonly Step[] {
	const leave = membersOf(network, snapshot).map(({container}) => disconnectStep(network, container, false));
	return [...leave, removal(network)];
}

/** Why the network cannot go: it is the engine's own, or somebody on it cannot be taken off. */
function obstacle(network: Network, snapshot: Snapshot): string | undefined {
	const reasons = membersOf(network, snapshot).map(({container}) => protectedMembership(network, container));
	return protectedNetwork(network) ?? reasons.find(reason => reason !== undefined);
}

/** Removes networks with all that is on them; those that cannot go are left out, with the reason. */
export function removeNetworksPlan(networks: readonly Network[], snapshot: Snapshot): Plan {
	const obstacles = networks.map(network => obstacle(network, snapshot));
	const removable = networks.filter((_, index) => obstacles[index] === undefined);
	const steps = removable.flatMap(network => stepsToRemove(network, snapshot));
	const kept = networks.flatMap((network, index): Effect[] => {
		const because = obstacles[index];
		return because === undefined ? [] : [{tone: 'danger', text: `${network.name} stays: ${because}.`}];
	});
	const what = removable.length === 1 ? `the network ${removable[0]!.name}` : `${removable.length} networks`;
	return {title: `Remove ${what}`, steps, effects: [...kept, ...effectsOf(steps, snapshot)]};
}

export type PrunePreview = {
	readonly remove: readonly Network[];
	/** Networks that are not the engine's own and stay. */
	readonly kept: readonly {readonly network: Network; readonly because: string}[];
	/** Of the kept: those that the engine's own prune would remove, though stopped containers cannot start without. */
	readonly stoppedNeed: readonly {readonly network: Network; readonly containers: readonly Container[]}[];
};

function isStopped({state}: Container): boolean {
	return state === 'created' || state === 'exited' || state === 'dead';
}

function whyKept(network: Network, members: readonly Container[]): string | undefined {
	const names = members.map(({name}) => name).join(', ');
	if (members.length > 0)
		return members.every(isStopped) ? `stopped containers need it: ${names}` : `in use by ${names}`;
	if (network.scope === 'swarm') return 'it is of the swarm: who uses it on other nodes is not seen from here';
	if (network.configOnly) return 'it is a configuration that other networks copy';
	return undefined;
}

/** What a prune would do. The engine's own looks at running containers only, so docknet removes one by one instead. */
export function prunePreview(snapshot: Snapshot, host: HostId): PrunePreview {
	const candidates = networksOf(snapshot, host)
		.filter(network => protectedNetwork(network) === undefined)
		.map(network => {
			const containers = membersOf(network, snapshot).map(({container}) => container);
			return {network, containers, because: whyKept(network, containers)};
		});
	return {
		remove: candidates.filter(({because}) => because === undefined).map(({network}) => network),
		kept: candidates.flatMap(({network, because}) => (because === undefined ? [] : [{network, because}])),
		stoppedNeed: candidates
			.filter(({containers}) => containers.length > 0 && containers.every(isStopped))
			.map(({network, containers}) => ({network, containers})),
	};
}

export function prunePlan(snapshot: Snapshot, host: HostId): Plan {
	const {remove, kept, stoppedNeed} = prunePreview(snapshot, host);
	const needed = new Set(stoppedNeed.map(({network}) => network));
	const steps = remove.map(removal);
	return {
		title: `Prune: remove ${remove.length} unused ${remove.length === 1 ? 'network' : 'networks'}`,
		steps,
		effects: [
			...(remove.length === 0 ? [{tone: 'info', text: 'No network is unused.'} as const] : []),
			...effectsOf(steps, snapshot),
			...kept.map(({network, because}): Effect => {
				const text = `${network.name} stays: ${because}.`;
				return needed.has(network)
					? {tone: 'warn', text: `${text} docker network prune would remove it.`}
					: {tone: 'info', text};
			}),
		],
	};
}
