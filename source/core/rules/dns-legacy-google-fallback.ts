import type {Container} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {isAffected} from './advisories.js';
import {runningContainers} from './members.js';
import {embeddedServer} from './name-servers.js';
import {type ResolvConf, resolvConf} from './resolv-conf.js';
import type {Rule} from './rule.js';
import {aboutContainer, file} from './subjects.js';

/** Engines before 26 write the same, and do not say that it was they. */
function looksLikeIt({host, details, endpoints}: Container, {servers}: ResolvConf, {hosts}: Snapshot): boolean {
	const engine = hosts.get(host);
	const isOld = engine !== undefined && isAffected(engine, [{before: '26.0.0'}]);
	const isOnDefault = endpoints.some(({networkName}) => networkName === 'bridge');
	return isOld && isOnDefault && details?.dns.length === 0 && servers.slice(0, 2).join(' ') === '8.8.8.8 8.8.4.4';
}

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
			const conf = resolvConf(text);
			if (!conf.isFallback && !looksLikeIt(container, conf, snapshot)) continue;
			// On networks of one's own the engine asks them (26 and 27).
			const isServed = conf.servers.includes(embeddedServer);
			const asked = (isServed ? conf.upstream : conf.servers).join(', ');
			const why = isServed
				? 'the engine found no name server of the host'
				: 'the engine found no name server of the host that works on the default bridge';
			yield {
				confidence: conf.isFallback ? ('observed' as const) : ('predicted' as const),
				subject: aboutContainer(container),
				message: `${container.name} asks ${asked}, ${conf.isFallback ? '' : 'most likely '}as ${why}: names of a local domain do not resolve, and none do where those cannot be reached.`,
				evidence: [
					file(
						`${container.name}:/etc/resolv.conf`,
						`${isServed ? 'ExtServers' : 'nameserver'} ${asked}`,
						'a name server of the host',
					),
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
