import type {Fix} from '../../model/finding.js';
import {keyOf} from '../../model/reference.js';
import {searchIn, usualChain} from '../../rules/conn-host-firewall.js';
import {rulesIn} from '../../rules/conn-target-firewall.js';
import {listenersText} from '../../rules/listening.js';
import {api, measured} from '../../rules/subjects.js';
import {targetEnd} from '../path.js';
import {asked, asker, type Case, type Contradiction, isOk, isRefused, isSilent, outcomeOf} from './contradiction.js';

const loopback = /^(127\.|::1$)/;
const bindsIpv6OnlySysctl = 'net.ipv6.bindv6only';

/** Not from outside: what lies between is not Docker's. */
const isContainer = ({path: {to, from}}: Case) => to.kind === 'container' && from.mode !== 'outside';
const chainOf = ({path}: Case) => usualChain(path.host?.engine);
export const ownerOf = (found: Case) => targetEnd(found.path)?.owner;

/** In the container: a published port has another number there. */
const wantedPort = ({path: {to, question}}: Case) => (to.kind === 'published' ? to.port.containerPort : question.port);

/** Sockets that listen on the port that was asked for, on any address that can be reached; undefined: nobody looked. */
export function listenersOf(found: Case) {
	const {snapshot, question} = found.path;
	const owner = ownerOf(found);
	const seen = owner && snapshot.observations.get(keyOf(owner))?.listeners;
	if (seen?.result !== 'ok') return undefined;
	return seen.listeners.filter(
		({port, protocol, address}) =>
			port === wantedPort(found) && protocol === question.protocol && !loopback.test(address),
	);
}

const bindsIpv6Only = (found: Case) => ownerOf(found)?.details?.sysctls[bindsIpv6OnlySysctl] === '1';

/** Refused by IPv4, and every socket that listens is one of IPv6, which takes IPv4 too unless it was told not to. */
function mayTakeIpv6Alone(found: Case): boolean {
	const {to} = found.path;
	const listeners = listenersOf(found) ?? [];
	const hasIpv6 = to.kind === 'container' && to.endpoint?.endpoint.ipv6 !== undefined;
	return (
		isRefused(found) &&
		isContainer(found) &&
		!hasIpv6 &&
		!isOk(found.observed.within) &&
		listeners.length > 0 &&
		listeners.every(({address}) => address.includes(':'))
	);
}

const listeningOn = (found: Case) =>
	measured(
		`${ownerOf(found)?.name}: listeners`,
		listenersText(listenersOf(found) ?? []),
		`tcp 0.0.0.0:${wantedPort(found)}`,
	);

/** Packets are lost, or turned away where a program listens, which takes connections from within. */
function isFiltered(found: Case): boolean {
	if (!isContainer(found)) return false;
	return isSilent(found) || (isRefused(found) && isHeard(found) && isOk(found.observed.within));
}

export const isHeard = (found: Case) => (listenersOf(found)?.length ?? 0) > 0;

const isHostKeptOut = ({observed: {fromHost}}: Case) => fromHost !== undefined && !isOk(fromHost);
/** A rule that rejects says so at once, and lets pings in as a rule. */
const isNobodyThere = (found: Case) =>
	found.observed.fromHost?.result?.result === 'unreachable' &&
	outcomeOf(found) === 'unreachable' &&
	!isOk(found.observed.ping);
const fate = (found: Case) => (isRefused(found) ? 'is refused by' : 'gets no answer from');

export const rulesInside = (found: Case): Fix => rulesIn(ownerOf(found)?.name ?? asked(found));

/** At the container that is asked. */
export const targetContradictions: readonly Contradiction[] = [
	{
		finding: 'ipv6-family-mismatch',
		applies: found => mayTakeIpv6Alone(found) && bindsIpv6Only(found),
		title: found =>
			`${ownerOf(found)?.name} listens on ${found.path.question.port} for IPv6 alone (its sockets take no IPv4), and has no IPv6 address that ${asker(found)} could use`,
		evidence: found => [
			listeningOn(found),
			api(`${ownerOf(found)?.name} HostConfig.Sysctls["${bindsIpv6OnlySysctl}"]`, '1', '0'),
		],
		fix: found => ({
			title: `Let the program in ${ownerOf(found)?.name} listen on 0.0.0.0 too, or give the network IPv6`,
			commands: [],
			sideEffects: ['Everything on its networks can then reach it by IPv4.'],
		}),
	},
	{
		applies: mayTakeIpv6Alone,
		title: found =>
			`${asked(found)} refuses connections by IPv4, also from within, though ${ownerOf(found)?.name} listens there by IPv6: its program takes IPv6 alone, or a rule inside the container rejects`,
		evidence: found => [listeningOn(found)],
		suspects: [
			'a socket of IPv6 alone (ipv6-family-mismatch): let the program listen on 0.0.0.0 too',
			'a firewall inside the target container (conn-target-firewall)',
		],
	},
	{
		applies: found => isFiltered(found) && isNobodyThere(found),
		title: found =>
			`neither ${asker(found)} nor the engine’s host finds anybody at ${asked(found)}: the interface of ${ownerOf(found)?.name} is down, or off the bridge of its network`,
		suspects: ['ip link on the engine’s host: the interface of the container, and which bridge is its master'],
	},
	{
		finding: 'conn-target-firewall',
		applies: found => isFiltered(found) && isHostKeptOut(found),
		title: found =>
			`neither ${asker(found)} nor the engine’s host gets through to ${asked(found)}: something inside the container ${isRefused(found) ? 'rejects' : 'drops'} it`,
		fix: rulesInside,
		suspects: ['a firewall inside the target container'],
	},
	{
		finding: 'conn-host-firewall',
		applies: isFiltered,
		title: found =>
			`${asked(found)} should be reachable, and ${asker(found)} ${fate(found)} it: something that the engine cannot see keeps packets back, such as a rule in chain ${chainOf(found)}`,
		fix: found => searchIn(chainOf(found)),
		suspects: [
			'chain DOCKER-USER, or with Podman FORWARD',
			'other tables of the host’s firewall (iptables -S; nft list ruleset)',
			'a firewall inside the asking container, which drops the answers',
		],
	},
	{
		applies: found => isRefused(found) && isHeard(found),
		title: found =>
			`${asked(found)} refuses connections, though ${ownerOf(found)?.name} listens there: its program ended meanwhile, or a rule of a firewall rejects`,
		suspects: ['a rule inside the target container, or of the host, that rejects'],
	},
	{
		applies: found => isRefused(found) && found.path.to.kind === 'host',
		title: found =>
			`${asked(found)} refuses connections: no program of the engine’s host listens there, or a rule rejects`,
		suspects: ['no program of the host listens on that address', 'a rule of the host’s firewall that rejects'],
	},
	{
		applies: found => isRefused(found) && found.path.to.kind !== 'outside',
		title: found =>
			`${asked(found)} refuses connections: nothing listens on that address, or a rule rejects; whether it does on 127.0.0.1 is not known, for its sockets were not seen`,
		suspects: [
			'no program listens on that port (port-not-listening)',
			'a program that listens on 127.0.0.1 of its own container only (port-loopback-only-listener)',
			'a firewall inside the target container (conn-target-firewall)',
		],
	},
];
