import {networksOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, dockerHosts, networkFound} from './found.js';

export const audDriverChoiceOverlaySingleNode: Rule = {
	id: 'aud-driver-choice-overlay-single-node',
	title: 'Overlay network in a swarm of one node',
	why: 'Its packets are wrapped in VXLAN for other nodes, of which there is none: a bridge network is simpler and faster.',
	severity: 'info',
	*check(snapshot) {
		for (const {id} of dockerHosts(snapshot)) {
			// Only managers know the nodes.
			const nodes = snapshot.swarms.get(id)?.nodes ?? [];
			if (nodes.length !== 1) continue;
			for (const network of networksOf(snapshot, id)) {
				if (network.driver !== 'overlay' || network.builtIn || network.ingress) continue;
				yield networkFound(network, {
					message: `${network.name} is an overlay network, and ${nodes[0]?.name} is the only node of the swarm: a bridge network would do.`,
					evidence: [api('nodes of the swarm', '1', 'several')],
					fix: createAgain(network, 'with --driver bridge, unless services need it or other nodes are to come'),
				});
			}
		}
	},
};
