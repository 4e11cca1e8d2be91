import {membersOf} from '../plan/of-host.js';
import {removeNetworksPlan} from '../plan/remove-networks.js';
import {commandLines} from '../plan/shell.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {networkFound, ownNetworks} from './found.js';

export const audNetUnused: Rule = {
	id: 'aud-net-unused',
	title: 'Network is not used',
	why: 'It holds a subnet that other networks could have.',
	severity: 'low',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			// Who uses a network of the swarm on other nodes is not seen from here.
			if (network.scope !== 'local' || network.configOnly || network.details?.live.length) continue;
			if (membersOf(network, snapshot).length > 0) continue;
			const plan = removeNetworksPlan([network], snapshot);
			const subnets = network.subnets.map(({cidr}) => cidr).join(', ');
			yield networkFound(network, {
				message: `No container, running or stopped, is on ${network.name}${subnets ? `, which holds ${subnets}` : ''}.`,
				evidence: [api(`${network.name} Containers`, 'none', 'one at least')],
				fix: {
					title: plan.title,
					commands: commandLines(plan.steps),
					sideEffects: plan.effects.map(({text}) => text),
					plan,
				},
			});
		}
	},
};
