import {keyOf} from '../model/reference.js';
import {resolve} from '../names/resolve.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf} from '../probes/probed.js';
import {resolvConf} from './resolv-conf.js';
import type {Rule} from './rule.js';
import {aboutContainer, api, file} from './subjects.js';

export const dnsUpstreamUnreachable: Rule = {
	id: 'dns-upstream-unreachable',
	title: 'Name servers of the outside do not answer',
	why: 'Each name of the outside costs seconds per name server, and then does not resolve.',
	severity: 'high',
	skip: ({probes}) => (probes.some(({kind}) => kind === 'dns') ? undefined : 'no name was looked up'),
	*check(snapshot) {
		const told = new Set<string>();
		for (const probe of snapshot.probes) {
			const id = containerOf(probe);
			const container = id === undefined ? undefined : snapshot.containers.get(keyOf({host: probe.host, id}));
			if (probe.kind !== 'dns' || probe.result?.result !== 'timeout' || !container || told.has(container.id)) continue;
			if (resolve(container, probe.target, snapshot).by !== 'upstream') continue;
			told.add(container.id);
			const {name, details} = container;
			const text = snapshot.observations.get(keyOf(container))?.resolvConf;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} asks for ${probe.target}, a name of the outside, and no name server answers: the ones that the engine passes it on to cannot be reached.`,
				evidence: [
					evidenceOf(probe),
					...(details && details.dns.length > 0 ? [api(`${name} HostConfig.Dns`, details.dns.join(', '))] : []),
					...(text === undefined
						? []
						: [file(`${name}:/etc/resolv.conf`, `nameserver ${resolvConf(text).servers.join(', ')}`)]),
				],
				fix: {
					title: 'Use name servers that can be reached',
					commands: ['docker run --dns ADDRESS …', '# or for all: /etc/docker/daemon.json: {"dns": ["ADDRESS"]}'],
					sideEffects: [],
				},
			};
		}
	},
};
