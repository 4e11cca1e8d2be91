import {networksOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {isEncrypted} from '../views/network-flags.js';
import {createAgain, networkFound} from './found.js';

export const audOverlayUnencrypted: Rule = {
	id: 'aud-overlay-unencrypted',
	title: 'Overlay network is not encrypted',
	why: 'Its traffic crosses the network between the nodes in clear text: who sits there reads and forges it.',
	severity: 'medium',
	benchmark: '7.3',
	*check(snapshot) {
		for (const {id, swarm} of snapshot.hosts.values()) {
			const nodes = snapshot.swarms.get(id)?.nodes.length ?? 0;
			// A worker has a manager elsewhere; a manager that told of no other node may be alone.
			if (swarm.state !== 'active' || (swarm.manager && nodes < 2)) continue;
			for (const network of networksOf(snapshot, id)) {
				if (network.driver !== 'overlay' || isEncrypted(network)) continue;
				yield networkFound(network, {
					severity: network.ingress ? 'info' : 'medium',
					message: `${network.name} carries traffic between ${nodes || 'the'} nodes of the swarm in clear text.`,
					evidence: [api(`${network.name} Options.encrypted`, network.options.encrypted ?? 'not set', 'set')],
					...(network.ingress ? {} : {fix: createAgain(network, 'with --opt encrypted and an MTU that is 26 lower')}),
				});
			}
		}
	},
};
