import type {Fix} from '../../model/finding.js';
import {keyOf} from '../../model/reference.js';
import {hasNameService} from '../../names/resolve.js';
import {quote} from '../../plan/quote.js';
import type {Probed, ResultOf} from '../../probes/probed.js';
import {reachPodmans} from '../../rules/dns-resolvconf-modified-or-dead-resolver.js';
import {engineServers} from '../../rules/name-servers.js';
import {resolvConf} from '../../rules/resolv-conf.js';
import {api, file} from '../../rules/subjects.js';
import type {End} from '../ends.js';
import {unknownName} from '../unknown-name.js';
import {type Case, type Contradiction, outcomeOf} from './contradiction.js';

const unmeasured = ['tool-missing', 'not-permitted'];

/** What a lookup came to; undefined where nobody could look. */
function found(lookup: Probed<'dns'> | undefined): ResultOf<'dns'> | undefined {
	return lookup?.result && !unmeasured.includes(lookup.result.result) ? lookup.result : undefined;
}

/** The lookup decides: a program that waits for a name server in vain often says only that time was up. */
function isUnresolved(each: Case): boolean {
	const answer = found(each.observed.lookup);
	return answer ? answer.result !== 'ok' : outcomeOf(each) === 'no-name';
}

/** Not this name only: the name servers that the asker's questions are passed on to do not answer. */
function isUpstreamDead({path, observed: {lookup, hostLookup}}: Case): boolean {
	const answer = found(lookup);
	if (!answer || answer.code === 'NXDOMAIN') return false;
	if (answer.result !== 'no-name') return true;
	const ofHost = found(hostLookup);
	if (ofHost?.result === 'ok') return true;
	// The servers of the host may not find it out either: of a name without a dot that says nothing.
	return answer.code === 'SERVFAIL' && (ofHost?.code === 'NXDOMAIN' || path.question.target.includes('.'));
}

const ownerName = ({name, owner}: End) => owner?.name ?? name;
const serversOf = ({path}: Case) => path.from.owner?.details?.dns ?? [];

const isPodman = ({path}: Case) => path.host?.engine === 'podman';
const engineName = (each: Case) => (isPodman(each) ? 'Podman' : 'Docker');
const resolversOf = ({path: {from, snapshot}}: Case) => (from.owner ? engineServers(from.owner, snapshot) : []);
const asksEngine = (each: Case) => serversIn(each)?.some(server => resolversOf(each).includes(server)) === true;

/** Of its resolv.conf; undefined: nobody read it. */
function serversIn({path: {from, snapshot}}: Case): readonly string[] | undefined {
	const text = from.owner && snapshot.observations.get(keyOf(from.owner))?.resolvConf;
	return text === undefined ? undefined : resolvConf(text).servers;
}

function otherServers(each: Case): Fix {
	return serversOf(each).length > 0
		? {
				title: `Make ${ownerName(each.path.from)} anew with name servers that answer`,
				commands: ['# docker run --dns ADDRESS …, or without --dns: those of the engine’s host'],
				sideEffects: ['The container is replaced: what it wrote outside of volumes is lost.'],
			}
		: {
				title: 'Give the engine name servers that answer',
				commands: ['# /etc/docker/daemon.json: {"dns": ["ADDRESS"]}', 'systemctl restart docker'],
				sideEffects: ['Containers stop with the engine, unless live restore is on.'],
			};
}

/** A name that does not resolve, though it was predicted to, or might have. */
export const nameContradictions: readonly Contradiction[] = [
	{
		finding: 'dns-upstream-unreachable',
		applies: each => each.path.resolution?.by === 'upstream' && isUnresolved(each) && isUpstreamDead(each),
		title: ({path}) =>
			`${path.from.name} has no answer for ${path.question.target}, a name of the outside: the name servers that it is asked of do not answer`,
		evidence: each =>
			serversOf(each).length > 0 ? [api(`${each.path.from.name} HostConfig.Dns`, serversOf(each).join(', '))] : [],
		fix: otherServers,
	},
	{
		applies: each => each.path.resolution?.by === 'upstream' && isUnresolved(each),
		title: ({path, observed}) => {
			const others = found(observed.lookup)
				? 'the name servers outside do not know it'
				: 'the name servers outside do not know it, or do not answer';
			const host = found(observed.hostLookup);
			const but = host?.result === 'ok' ? `; those of the engine’s host do (${host.addresses.join(', ')})` : '';
			return `${unknownName(path)}, and ${others}${but}`;
		},
		suspects: ['a mistyped name', 'a container that is on another network, or was not started'],
	},
	{
		finding: 'dns-resolvconf-modified-or-dead-resolver',
		applies: each => each.path.resolution?.by === 'network' && isUnresolved(each),
		title: each => {
			const {from, question} = each.path;
			const engine = engineName(each);
			const dead = isPodman(each)
				? 'aardvark-dns does not answer it: it does not run on the host, or the host’s firewall drops what containers ask it'
				: 'the name server of its network namespace is dead, or its NAT rules were flushed';
			const why = asksEngine(each) ? dead : `its resolv.conf does not lead to ${engine}’s name server`;
			return `${engine} knows ${question.target}, and ${from.name} cannot resolve it: ${serversIn(each) ? why : `its name server does not answer, or is not ${engine}’s`}`;
		},
		evidence: each => {
			const servers = serversIn(each);
			const expected = asksEngine(each) ? undefined : `nameserver ${resolversOf(each).join(', ')}`;
			return servers
				? [
						file(
							`${ownerName(each.path.from)}:/etc/resolv.conf`,
							`nameserver ${servers.join(', ') || 'none'}`,
							expected,
						),
					]
				: [];
		},
		fix: each => {
			const {from} = each.path;
			const networks = from.networks.map(({network}) => network).filter(hasNameService);
			if (isPodman(each) && asksEngine(each)) return reachPodmans(ownerName(from), networks);
			return {
				title: `Restart ${ownerName(from)}: the engine starts its resolver again`,
				commands: [`docker restart ${quote(ownerName(from))}`],
				sideEffects: [`Connections of ${ownerName(from)} end.`],
			};
		},
	},
];
