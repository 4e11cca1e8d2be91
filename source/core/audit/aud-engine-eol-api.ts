import {versionAtLeast} from '../plan/gates.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound} from './found.js';

/** The oldest API that clients of Docker 29 speak, and the release that brought it. */
const oldest = {api: '1.44', version: '25.0'};

export const audEngineEolApi: Rule = {
	id: 'aud-engine-eol-api',
	title: 'Engine is too old for current clients',
	why: 'Clients of Docker 29.0 to 29.2 refuse it, and what was added to networks since is missing.',
	severity: 'info',
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			const {name, version, apiVersion} = host;
			// A newer engine may only have been asked for an older API.
			if (versionAtLeast(apiVersion, oldest.api) || versionAtLeast(version, oldest.version)) continue;
			yield hostFound(host, {
				message: `Docker ${version} on ${name} speaks API ${apiVersion}; current clients want ${oldest.api} or later.`,
				evidence: [api('version ApiVersion', apiVersion, `${oldest.api} or later`)],
				fix: {
					title: `Upgrade the engine to ${oldest.version} or later`,
					commands: [],
					sideEffects: ['Containers stop during the upgrade, unless live restore is on.'],
				},
			});
		}
	},
};
