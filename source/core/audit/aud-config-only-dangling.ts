import {networksOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {networkFound, ownNetworks} from './found.js';

export const audConfigOnlyDangling: Rule = {
	id: 'aud-config-only-dangling',
	title: 'Network configuration is used by no network',
	why: 'It is a leftover that looks like a network.',
	severity: 'low',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			const {name, host, configOnly} = network;
			// A worker knows a network of the swarm only while it is in use there.
			const {state, manager} = snapshot.hosts.get(host)?.swarm ?? {};
			if (state === 'active' && !manager) continue;
			if (!configOnly || networksOf(snapshot, host).some(({configFrom}) => configFrom === name)) continue;
			yield networkFound(network, {
				message: `No network is made from the configuration ${name}.`,
				evidence: [api(`networks with ConfigFrom ${name}`, 'none', 'one at least')],
				fix: {title: `Remove ${name}`, commands: [`docker network rm ${quote(name)}`], sideEffects: []},
			});
		}
	},
};
