import type {Fix} from '../model/finding.js';
import type {Host} from '../model/host.js';
import {quote} from '../plan/quote.js';
import {listed} from './members.js';
import type {Found, Rule} from './rule.js';
import {findingOfError} from './start-errors.js';
import {aboutHost, aboutNode, api} from './subjects.js';

/** What brings an engine back into its swarm, by what it says; the first that fits. */
const ways: readonly (readonly [pattern: RegExp, fix: Fix])[] = [
	[
		/locked|encrypted and needs to be unlocked/i,
		{
			title: 'Unlock it, with the key that docker swarm unlock-key prints on another manager',
			commands: ['docker swarm unlock'],
			sideEffects: [],
		},
	],
	[
		/does not have a leader|too few managers/i,
		{
			title:
				'Start the engines of the other managers; where more than half of them are gone for good, make this one the only manager',
			commands: ['systemctl start docker', 'docker swarm init --force-new-cluster'],
			sideEffects: ['With the second line the other managers are forgotten, and have to join again.'],
		},
	],
	[/(?:)/, {title: 'See what its engine logs', commands: ['journalctl -u docker --since -1h'], sideEffects: []}],
];

/** Of an engine that is no working part of its swarm, by its own account. */
function ofHost(host: Host): Found | undefined {
	const {name, swarm} = host;
	const {state, error} = swarm;
	if (error ? findingOfError(error) : !['error', 'locked'].includes(state)) return undefined;
	return {
		confidence: 'observed',
		subject: aboutHost(host),
		message: `${name} is no working part of its swarm: ${error ?? state}. Its services cannot be changed from there, and lost tasks are not made anew.`,
		evidence: [
			api(`${name} Swarm.LocalNodeState`, state, 'active'),
			...(error ? [api(`${name} Swarm.Error`, error)] : []),
		],
		fix: ways.find(([pattern]) => pattern.test(`${state} ${error ?? ''}`))?.[1],
	};
}

export const swarmNodeDown: Rule = {
	id: 'swarm-node-down',
	title: 'A node of the swarm does not answer',
	why: 'What ran there is not reachable through the swarm; its tasks are moved, where there is room elsewhere.',
	severity: 'critical',
	*check({hosts, swarms}) {
		for (const host of hosts.values()) {
			const one = ofHost(host);
			if (one) yield one;
		}

		for (const {nodes, tasks, services} of swarms.values()) {
			for (const node of nodes) {
				const {name, id, state, message, availability} = node;
				if (state === 'ready') continue;
				const there = new Set(tasks.filter(({nodeId}) => nodeId === id).map(({serviceId}) => serviceId));
				const held = services.filter(service => there.has(service.id)).map(service => service.name);
				const lost = held.length > 0 ? ` It held tasks of ${listed(held)}.` : ' It held no tasks that are still known.';
				yield {
					// Emptied on purpose, or gone for good and not yet removed.
					...(availability === 'drain' && {severity: 'low' as const}),
					confidence: 'observed',
					subject: aboutNode(node),
					message: `Node ${name} is ${state}${message ? ` (${message})` : ''}.${lost}`,
					evidence: [
						api(`${name} Status.State`, state, 'ready'),
						...(message ? [api(`${name} Status.Message`, message)] : []),
					],
					fix: {
						title: `Start the engine of ${name}; if the node is gone for good, remove it`,
						commands: [
							`docker node inspect ${quote(name)} --pretty`,
							'systemctl start docker',
							`docker node rm ${quote(id)}`,
						],
						sideEffects: ['A node that was removed has to join again.'],
					},
				};
			}
		}
	},
};
