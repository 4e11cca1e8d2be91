import type {Container} from '../model/container.js';
import {type HostId, keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace, resolve} from '../names/resolve.js';
import {gatewayOf} from '../plan/endpoint-order.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {askerOf} from './asker-of.js';
import {cutOff} from './conn-masquerade-missing.js';
import {forwardsNothing} from './host-network.js';
import {engineServers, isUnanswered, noSuchName} from './name-servers.js';
import {type ResolvConf, resolvConf} from './resolv-conf.js';
import type {Rule} from './rule.js';
import {aboutContainer, api, file} from './subjects.js';

type Lookup = Probed<'dns'>;

const lookupsOf = ({probes}: Snapshot) => probes.filter((probe): probe is Lookup => probe.kind === 'dns');

/** The engine's host, asked for the same: undefined where it was not. */
function ofHost(host: HostId, snapshot: Snapshot): Lookup | undefined {
	return lookupsOf(snapshot).find(
		probe => probe.host === host && probe.place.kind === 'host' && probe.target === noSuchName,
	);
}

/** Not even a name of its own networks: what fails is the engine’s resolver, where that is asked at all. */
function isResolverDead(container: Container, snapshot: Snapshot): boolean {
	const text = snapshot.observations.get(keyOf(container))?.resolvConf;
	const resolvers = engineServers(container, snapshot);
	if (text !== undefined && !resolvConf(text).servers.some(server => resolvers.includes(server))) return false;
	return lookupsOf(snapshot).some(
		probe =>
			containerOf(probe) === container.id &&
			(isUnanswered(probe) || probe.result?.result === 'refused') &&
			resolve(container, probe.target, snapshot).by === 'network',
	);
}

/** Nothing gets out of its network, or off its host: a fault of its own, of which this is only a part. */
function hearsNothing(container: Container, snapshot: Snapshot): boolean {
	const way = gatewayOf(networksOfNamespace(container, snapshot), 4);
	return (way !== undefined && cutOff(snapshot).has(way.network)) || forwardsNothing(container.host, snapshot);
}

/** Those that it asks, and those that the engine's asks for it, where the file tells. */
const serversIn = ({servers, upstream}: ResolvConf) =>
	`nameserver ${servers.join(', ')}${upstream.length > 0 ? `, which asks ${upstream.join(', ')}` : ''}`;

export const dnsUpstreamUnreachable: Rule = {
	id: 'dns-upstream-unreachable',
	title: 'Name servers of the outside do not answer',
	why: 'Each name of the outside costs seconds per name server, and then does not resolve.',
	severity: 'high',
	skip: ({probes}) => (probes.some(({kind}) => kind === 'dns') ? undefined : 'no name was looked up'),
	*check(snapshot) {
		const told = new Set<string>();
		for (const probe of lookupsOf(snapshot)) {
			const container = askerOf(probe, snapshot);
			const isSilent = probe.target === noSuchName ? isUnanswered(probe) : probe.result?.result === 'timeout';
			// A name of one label is a container's, most likely.
			if (!isSilent || !probe.target.includes('.') || !container || told.has(container.id)) continue;
			if (resolve(container, probe.target, snapshot).by !== 'upstream' || isResolverDead(container, snapshot)) continue;
			told.add(container.id);
			const {name, details, host} = container;
			const isOwn = (details?.dns.length ?? 0) > 0;
			const hostLookup = ofHost(host, snapshot);
			// A machine that hears from no name server at all may be meant to be alone.
			const isAlone = !isOwn && (hostLookup ? isUnanswered(hostLookup) : probe.target === noSuchName);
			const isCut = hearsNothing(container, snapshot);
			const text = snapshot.observations.get(keyOf(container))?.resolvConf;
			yield {
				...((isAlone || isCut) && {severity: 'low' as const}),
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: `${name} asks for ${probe.target}, a name of the outside, and no name server answers: those that it, or the engine for it, asks cannot be reached${isCut ? ', as nothing outside is' : hostLookup && isAlone ? ', and the engine’s host hears from none either' : ''}.`,
				evidence: [
					evidenceOf(probe),
					...(isOwn ? [api(`${name} HostConfig.Dns`, details!.dns.join(', '))] : []),
					...(text === undefined ? [] : [file(`${name}:/etc/resolv.conf`, serversIn(resolvConf(text)))]),
					...(hostLookup ? [evidenceOf(hostLookup)] : []),
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
