import type {Evidence} from '../model/finding.js';
import type {Host} from '../model/host.js';
import type {Snapshot} from '../model/snapshot.js';
import {firewalld, isAffected} from '../rules/advisories.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound} from './found.js';

/** What leaves the host's neighbours a way in. */
function waysIn(host: Host, snapshot: Snapshot): readonly Evidence[] {
	const expected = '28.3.3 or later';
	if (isAffected(host, [{before: '28.0.0'}])) return [api('version Version', host.version, expected)];
	const reload = isAffected(host, [{from: '28.2.0', before: '28.3.3'}]) ? firewalld(host, snapshot) : [];
	return [
		...(reload.length > 0 ? [api('version Version', host.version, expected), ...reload] : []),
		...(host.details?.warnings ?? [])
			.filter(warning => warning.includes('DOCKER_INSECURE_NO_IPTABLES_RAW'))
			.map(warning => api('info Warnings', warning, 'no such warning')),
	];
}

/** Behind a namespace or a machine of its own, where no neighbour is. */
function isEnclosed({rootless, operatingSystem}: Host): boolean {
	return rootless || /docker desktop/i.test(operatingSystem);
}

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
