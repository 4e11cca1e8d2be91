import type {Host} from '../model/host.js';
import type {Rule} from './rule.js';
import {aboutHost, api} from './subjects.js';

type Regression = {
	readonly version: string;
	readonly fixedIn: string;
	readonly what: string;
	readonly applies: (host: Host) => boolean;
};

const regressions: readonly Regression[] = [
	{
		version: '29.0.0',
		fixedIn: '29.0.1',
		what: 'on a node of a swarm, names on local networks do not resolve',
		applies: ({swarm}) => swarm.state === 'active',
	},
	{
		version: '29.1.0',
		fixedIn: '29.1.1',
		what: 'names of the outside do not resolve on networks of one’s own',
		applies: () => true,
	},
];

export const dnsEngineRegressions: Rule = {
	id: 'dns-engine-regressions',
	title: 'This release of the engine has a broken resolver',
	why: 'Two releases of Docker resolve names wrongly; the next patch release is right.',
	severity: 'high',
	*check({hosts}) {
		for (const host of hosts.values()) {
			if (host.engine !== 'docker') continue;
			const release = /^[\d.]+/.exec(host.version)?.[0];
			for (const {version, fixedIn, what, applies} of regressions) {
				if (release !== version || !applies(host)) continue;
				yield {
					confidence: 'predicted' as const,
					subject: aboutHost(host),
					message: `${host.name} runs Docker ${version}, in which ${what}.`,
					evidence: [api('version Version', host.version, `${fixedIn} or later`)],
					fix: {
						title: `Install Docker ${fixedIn} or later`,
						commands: [],
						sideEffects: ['Containers stop with the engine, unless live restore is on.'],
					},
				};
			}
		}
	},
};
