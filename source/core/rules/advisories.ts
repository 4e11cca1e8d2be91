import type {Evidence, Severity} from '../model/finding.js';
import type {Host} from '../model/host.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {versionAtLeast} from '../plan/gates.js';
import {containersOf, networksOf} from '../plan/of-host.js';
import {isEncrypted} from '../views/network-flags.js';
import {isEnclosed} from './enclosed.js';
import {api} from './subjects.js';

/** Releases of Docker: from `from` on (default: the first), before `before` (default: no end). */
export type Releases = {readonly from?: string; readonly before?: string};

/** A known fault of engines that touches networks. Data: it ages, so see to it that it is extended. */
export type Advisory = {
	readonly id: string;
	readonly affected: readonly Releases[];
	/** The release that is free of it, of the current line. */
	readonly fixedIn?: string;
	/** What follows, as the end of a sentence. */
	readonly effect: string;
	readonly severity: Severity;
	/** What makes it matter on this engine; empty: nothing does, as far as is told. */
	readonly evidence: (host: Host, snapshot: Snapshot) => readonly Evidence[];
};

export function isAffected({engine, version}: Host, releases: readonly Releases[]): boolean {
	if (engine === 'podman') return false;
	return releases.some(
		({from, before}) =>
			(from === undefined || versionAtLeast(version, from)) &&
			(before === undefined || !versionAtLeast(version, before)),
	);
}

const networks =
	(is: (network: Network) => boolean, say: (network: Network) => Evidence): Advisory['evidence'] =>
	(host, snapshot) =>
		networksOf(snapshot, host.id).filter(is).map(say);

const encrypted = networks(
	network => network.driver === 'overlay' && isEncrypted(network),
	({name}) => api(`${name} Options.encrypted`, 'set'),
);

const hostMode: Advisory['evidence'] = (host, snapshot) =>
	containersOf(snapshot, host.id)
		.filter(({networkMode}) => networkMode === 'host')
		.map(({name}) => api(`${name} HostConfig.NetworkMode`, 'host'));

/** Told since API 1.49. */
export const firewalld: Advisory['evidence'] = ({details}) =>
	details?.firewall && /firewalld/i.test(details.firewall.driver)
		? [api('info FirewallBackend.Driver', details.firewall.driver)]
		: [];

const swarm: Advisory['evidence'] = host =>
	host.swarm.state === 'active' ? [api('info Swarm.LocalNodeState', 'active')] : [];

/** Both must be so. */
const both =
	(one: Advisory['evidence'], other: Advisory['evidence']): Advisory['evidence'] =>
	(host, snapshot) => {
		const found = [one(host, snapshot), other(host, snapshot)];
		return found.every(({length}) => length > 0) ? found.flat() : [];
	};

export const advisories: readonly Advisory[] = [
	{
		id: 'CVE-2026-115538',
		affected: [{before: '29.9.3'}],
		fixedIn: '29.9.3',
		effect: 'encrypted overlay networks are not safe where firewalld removes the rules of other programs',
		severity: 'high',
		evidence: both(encrypted, firewalld),
	},
	{
		id: 'CVE-2026-92542',
		affected: [{before: '25.0.19'}, {from: '26.0.0', before: '29.8.2'}],
		fixedIn: '29.8.2',
		effect: 'a user of the host, or a container in host mode, can put frames into an encrypted overlay network',
		severity: 'high',
		evidence: both(encrypted, hostMode),
	},
	{
		id: 'CVE-2023-28840',
		affected: [{before: '20.10.24'}, {from: '23.0.0', before: '23.0.3'}],
		fixedIn: '23.0.3',
		effect: 'encrypted overlay networks may send and accept clear text (also CVE-2023-28841 and CVE-2023-28842)',
		severity: 'high',
		evidence: encrypted,
	},
	{
		id: 'GHSA-vwm3-crmr-xfxw',
		affected: [{}],
		effect: "the swarm's VXLAN port (4789/udp) must be reachable from its nodes only, encrypted or not",
		severity: 'info',
		evidence: swarm,
	},
	{
		id: 'CVE-2024-32473',
		affected: [{from: '26.0.0', before: '26.0.2'}],
		fixedIn: '26.0.2',
		effect: 'containers of networks without IPv6 still have IPv6 on their interfaces',
		severity: 'medium',
		evidence: networks(
			({builtIn, ipv6, driver}) => !builtIn && !ipv6 && (driver === 'ipvlan' || driver === 'macvlan'),
			({name}) => api(`${name} EnableIPv6`, 'false'),
		),
	},
	{
		id: 'CVE-2024-29018',
		affected: [{before: '23.0.11'}, {from: '24.0.0', before: '25.0.5'}],
		fixedIn: '25.0.5',
		effect: 'containers of internal networks can send data out in DNS questions',
		severity: 'high',
		evidence: networks(
			({internal, builtIn}) => internal && !builtIn,
			({name}) => api(`${name} Internal`, 'true'),
		),
	},
	{
		id: 'CVE-2025-54410',
		affected: [{before: '25.0.13'}, {from: '26.0.0', before: '28.0.0'}],
		fixedIn: '28.0.0',
		effect: 'where the host runs firewalld, its reload ends the isolation between bridge networks',
		// Engines of these releases do not tell whether firewalld runs.
		severity: 'low',
		evidence: host => (isEnclosed(host) ? [] : [api('version Version', host.version, '25.0.13, or 28.0.0 and later')]),
	},
	{
		id: 'CVE-2025-54388',
		affected: [{from: '28.2.0', before: '28.3.3'}],
		fixedIn: '28.3.3',
		effect: 'after firewalld reloads, ports published on 127.0.0.1 are open to the neighbours of the host',
		severity: 'high',
		evidence: firewalld,
	},
	{
		id: 'moby#51515',
		affected: [{from: '29.0.0', before: '29.0.1'}],
		fixedIn: '29.0.1',
		effect: 'names of local networks do not resolve on nodes of a swarm',
		severity: 'high',
		evidence: swarm,
	},
	{
		id: 'moby#51615',
		affected: [{from: '29.1.0', before: '29.1.1'}],
		fixedIn: '29.1.1',
		effect: 'names of the outside do not resolve in containers of bridge networks that somebody made',
		severity: 'high',
		evidence: networks(
			({driver, builtIn, internal}) => driver === 'bridge' && !builtIn && !internal,
			({name}) => api(`${name} Driver`, 'bridge'),
		),
	},
];
