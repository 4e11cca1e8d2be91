import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf, networksOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound} from './found.js';

/** Containers that no service made need the swarm too, where they are on its networks. */
function isUsedWithout(host: HostId, snapshot: Snapshot): boolean {
	return networksOf(snapshot, host).some(
		network =>
			network.scope === 'swarm' &&
			!network.ingress &&
			(membersOf(network, snapshot).length > 0 || (network.details?.known ?? []).length > 0),
	);
}

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
			if (isUsedWithout(host.id, snapshot)) continue;
			yield hostFound(host, {
				message: `${host.name} manages a swarm of ${swarm.nodes.length} without any service: its ports 2377, 7946 and 4789 are open for nothing.`,
				evidence: [api('services', 'none', 'one at least, or no swarm')],
				fix: {
					title: 'Leave the swarm',
					commands: ['docker swarm leave --force'],
					sideEffects: [
						swarm.nodes.length === 1
							? 'Overlay networks, secrets and configs of the swarm are gone.'
							: 'Each node has to leave, this manager last: with the last manager the overlay networks, secrets and configs of the swarm are gone.',
					],
				},
			});
		}
	},
};
