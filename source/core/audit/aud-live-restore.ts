import {isDesktop} from '../rules/enclosed.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound, settingsFile, withoutHostDetails} from './found.js';

export const audLiveRestore: Rule = {
	id: 'aud-live-restore',
	title: 'Live restore is off',
	why: 'Whenever the engine restarts, for an upgrade too, every container stops and loses its connections.',
	severity: 'low',
	benchmark: '2.15',
	skip: withoutHostDetails,
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			// An engine of a swarm cannot have it.
			if (host.details?.liveRestore !== false || host.swarm.state !== 'inactive') continue;
			yield hostFound(host, {
				message: `A restart of the engine on ${host.name} stops all of its containers.`,
				evidence: [api('info LiveRestoreEnabled', 'false', 'true')],
				fix: {
					title: `Set "live-restore": true in ${settingsFile(host)} and have the engine read it again: no restart is needed`,
					commands: isDesktop(host) ? [] : [`systemctl ${host.rootless ? '--user ' : ''}reload docker`],
					sideEffects: [],
				},
			});
		}
	},
};
