import {keyOf} from '../model/reference.js';
import {runningContainers} from './members.js';
import {resolvConf} from './resolv-conf.js';
import type {Rule} from './rule.js';
import {aboutContainer, file} from './subjects.js';

export const dnsLegacyGoogleFallback: Rule = {
	id: 'dns-legacy-google-fallback',
	title: 'Names of the outside are asked of Google',
	why: 'Name servers of the host at 127.0.0.x are of no use on the default bridge: the engine wrote 8.8.8.8 instead.',
	// Where 8.8.8.8 can be reached, only names of one’s own are missing.
	severity: 'low',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const text = snapshot.observations.get(keyOf(container))?.resolvConf;
			if (text === undefined) continue;
			const {isFallback, servers} = resolvConf(text);
			if (!isFallback) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${container.name} asks ${servers.join(', ')}, as the engine found no name server of the host that works on the default bridge: names of a local domain do not resolve, and none do where those cannot be reached.`,
				evidence: [
					file(`${container.name}:/etc/resolv.conf`, `nameserver ${servers.join(', ')}`, 'a name server of the host'),
				],
				fix: {
					title: 'Tell the engine which name server to use',
					commands: ['# /etc/docker/daemon.json: {"dns": ["ADDRESS"]}', 'systemctl restart docker'],
					sideEffects: ['Containers stop with the engine, unless live restore is on.'],
				},
			};
		}
	},
};
