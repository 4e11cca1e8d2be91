import {advisories, isAffected} from '../rules/advisories.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound} from './found.js';

export const audEngineNetCves: Rule = {
	id: 'aud-engine-net-cves',
	title: 'Engine has a known fault that touches networks',
	why: 'The fault is published, and what it needs is configured here.',
	severity: 'high',
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			for (const {id, affected, fixedIn, effect, severity, evidence} of advisories) {
				const facts = isAffected(host, affected) ? evidence(host, snapshot) : [];
				if (facts.length === 0) continue;
				const version = api('version Version', host.version, fixedIn && `${fixedIn} or later`);
				yield hostFound(host, {
					severity,
					message: `${id} concerns Docker ${host.version} on ${host.name}: ${effect}.`,
					evidence: facts.some(({at}) => at === version.at) ? facts : [version, ...facts],
					...(fixedIn && {
						fix: {
							title: `Upgrade the engine to ${fixedIn} or later`,
							commands: [],
							sideEffects: ['Containers stop during the upgrade, unless live restore is on.'],
						},
					}),
				});
			}
		}
	},
};
