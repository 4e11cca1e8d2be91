import {isEnclosed} from '../rules/enclosed.js';
import {waysIn} from '../rules/neighbours.js';
import type {Rule} from '../rules/rule.js';
import {dockerHosts, hostFound} from './found.js';

export const audEngineL2Exposure: Rule = {
	id: 'aud-engine-l2-exposure',
	title: 'Neighbours of the host reach its containers',
	why: 'Before 28.0 the engine drops nothing that another machine of the same LAN routes to a container, even for ports published on 127.0.0.1.',
	severity: 'critical',
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			const evidence = isEnclosed(host) ? [] : waysIn(host, snapshot);
			if (evidence.length === 0) continue;
			yield hostFound(host, {
				message: `Docker ${host.version} on ${host.name} lets other machines of the same LAN reach ports of containers that are published on 127.0.0.1 only, or not at all.`,
				evidence,
				fix: {
					title: 'Upgrade the engine to 28.3.3 or later',
					commands: [],
					sideEffects: ['Containers stop during the upgrade, unless live restore is on.'],
				},
			});
		}
	},
};
