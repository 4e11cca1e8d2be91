import {prunePreview} from '../plan/remove-networks.js';
import {listed} from '../rules/members.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {networkFound} from './found.js';

export const audNetUnusedButReferenced: Rule = {
	id: 'aud-net-unused-but-referenced',
	title: 'Only stopped containers use the network',
	why: 'docker network prune takes such a network for unused: after it these containers cannot start.',
	severity: 'info',
	*check(snapshot) {
		for (const host of snapshot.hosts.keys()) {
			for (const {network, containers} of prunePreview(snapshot, host).stoppedNeed) {
				const names = listed(containers.map(({name}) => name));
				yield networkFound(network, {
					message: `Only stopped containers are on ${network.name}: ${names}. docker network prune would remove it, and they could not start again.`,
					evidence: containers.map(({name, state}) => api(`${name} State.Status`, state, 'running')),
					fix: {title: `Keep ${network.name}, or remove these containers first`, commands: [], sideEffects: []},
				});
			}
		}
	},
};
