import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound} from './found.js';

export const audSwarmUnneeded: Rule = {
	id: 'aud-swarm-unneeded',
	title: 'Swarm mode is on without a service',
	why: 'It keeps the ports 2377, 7946 and 4789 open for nothing.',
	severity: 'low',
	benchmark: '5.1',
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			const swarm = snapshot.swarms.get(host.id);
			// Only managers know the services; where no node is known nothing was told.
			if (!host.swarm.manager || !swarm || swarm.nodes.length === 0 || swarm.services.length > 0) continue;
			yield hostFound(host, {
				message: `${host.name} manages a swarm of ${swarm.nodes.length} without any service: its ports 2377, 7946 and 4789 are open for nothing.`,
				evidence: [api('services', 'none', 'one at least, or no swarm')],
				fix: {
					title: 'Leave the swarm',
					commands: ['docker swarm leave --force'],
					sideEffects: ['Overlay networks, secrets and configs of the swarm are gone.'],
				},
			});
		}
	},
};
