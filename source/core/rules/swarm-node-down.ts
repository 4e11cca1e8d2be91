import {quote} from '../plan/quote.js';
import {listed} from './members.js';
import type {Rule} from './rule.js';
import {aboutNode, api} from './subjects.js';

export const swarmNodeDown: Rule = {
	id: 'swarm-node-down',
	title: 'A node of the swarm does not answer',
	why: 'What ran there is not reachable through the swarm; its tasks are moved, where there is room elsewhere.',
	severity: 'critical',
	*check({swarms}) {
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
