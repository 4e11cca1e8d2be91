import type {Evidence, Severity} from '../model/finding.js';
import type {Host} from '../model/host.js';
import type {Snapshot} from '../model/snapshot.js';
import {containersOf} from '../plan/of-host.js';
import {isAffected, type Releases} from './advisories.js';
import {listed} from './members.js';
import {meshPorts} from './mesh.js';
import type {Rule} from './rule.js';
import {aboutHost, api} from './subjects.js';

type Lost = {
	readonly releases: readonly Releases[];
	readonly fixedIn: string;
	readonly severity: Severity;
	/** What is lost, as the end of a sentence. */
	readonly effect: string;
	/** Whom it hits here; empty: nobody. */
	readonly evidence: (host: Host, snapshot: Snapshot) => readonly Evidence[];
};

/** Rules that Docker does not write again when firewalld has removed them. Earlier releases do not tell of a reload. */
const lost: readonly Lost[] = [
	{
		releases: [{from: '28.2.0', before: '28.3.3'}],
		fixedIn: '28.3.3',
		severity: 'critical',
		effect: 'neighbours of the host can connect to ports that are published on 127.0.0.1 only (CVE-2025-54388)',
		evidence: ({id}, snapshot) =>
			containersOf(snapshot, id).flatMap(({name, ports}) =>
				ports.flatMap(({hostIp = '', hostPort, containerPort, protocol}) =>
					hostPort !== undefined && hostIp.startsWith('127.')
						? [api(`${name} NetworkSettings.Ports`, `${hostIp}:${hostPort}->${containerPort}/${protocol}`)]
						: [],
				),
			),
	},
	{
		releases: [{before: '29.0.0'}],
		fixedIn: '29.0.0',
		severity: 'high',
		effect: 'ports that the swarm publishes do not answer on this node',
		evidence: ({id}, snapshot) =>
			meshPorts(snapshot, id).map(({service, port}) => api(`${service.name} Endpoint.Ports`, `${port}`)),
	},
];

export const daemonFirewalldReload: Rule = {
	id: 'daemon-firewalld-reload',
	title: 'Rules of the firewall are gone since firewalld was reloaded',
	why: 'A reload removes all rules of the host; these releases of Docker do not write all of theirs again.',
	severity: 'critical',
	skip: ({hosts}) =>
		[...hosts.values()].some(({details}) => details?.firewall)
			? undefined
			: 'the engine does not tell of firewalld (API 1.49 does)',
	*check(snapshot) {
		for (const host of snapshot.hosts.values()) {
			const {driver = '', facts} = host.details?.firewall ?? {};
			const reloaded = facts?.ReloadedAt;
			if (!reloaded || !/firewalld/i.test(driver)) continue;
			for (const {releases, fixedIn, severity, effect, evidence} of lost) {
				const hit = isAffected(host, releases) ? evidence(host, snapshot) : [];
				if (hit.length === 0) continue;
				yield {
					severity,
					confidence: 'predicted',
					subject: aboutHost(host),
					message: `firewalld on ${host.name} was reloaded at ${reloaded}, and Docker ${host.version} does not write all of its rules again: ${effect} (${listed(hit.map(({value}) => value))}).`,
					evidence: [
						api('info FirewallBackend.Info ReloadedAt', reloaded),
						api('version Version', host.version, `${fixedIn} or later`),
						...hit.slice(0, 3),
					],
					fix: {
						title: `Have Docker write its rules again, then install ${fixedIn} or later`,
						commands: ['systemctl restart docker'],
						sideEffects: ['Containers stop with the engine, unless live restore is on.'],
					},
				};
			}
		}
	},
};
