import {isEnclosed} from '../rules/enclosed.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound, withoutHostDetails} from './found.js';

export const audRootless: Rule = {
	id: 'aud-rootless',
	title: 'Engine runs as root',
	why: 'Who breaks out of a container, or may use its API, is root on the host.',
	severity: 'info',
	benchmark: '2.1',
	skip: withoutHostDetails,
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			// In the machine of Docker Desktop it is root of that machine alone.
			if (!host.details || isEnclosed(host)) continue;
			yield hostFound(host, {
				message: `The engine on ${host.name} runs as root. Rootless it would be slower on the network, without overlays, and containers would not see who calls.`,
				evidence: [api('info SecurityOptions', 'without name=rootless', 'name=rootless')],
			});
		}
	},
};
