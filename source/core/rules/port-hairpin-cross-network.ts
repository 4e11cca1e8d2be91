import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {evidenceOf} from '../probes/evidence.js';
import type {Probed} from '../probes/probed.js';
import {isAffected} from './advisories.js';
import {addressesOfHost} from './host-network.js';
import {listed, runningContainers} from './members.js';
import {isWildcard} from './published.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

type Tcp = Probed<'tcp'>;

/** What a container asked of the host's own addresses in vain, and whose published port that is. */
function unanswered(probe: Tcp, snapshot: Snapshot) {
	const {host, place, result} = probe;
	const asker = place.kind === 'container' ? snapshot.containers.get(keyOf({host, id: place.container})) : undefined;
	const isSilent = result?.result === 'timeout' || result?.result === 'refused';
	if (!asker || !isSilent || !result.address || !addressesOfHost(host, snapshot).has(result.address)) return undefined;
	const own = networksOfNamespace(asker, snapshot);
	const target = runningContainers(snapshot).find(
		container =>
			container.host === host && container.ports.some(port => port.hostPort === result.port && isWildcard(port)),
	);
	const theirs = target ? networksOfNamespace(target, snapshot) : [];
	const isShared = own.some(({network}) => theirs.some(other => other.network === network));
	return target && own.length > 0 && !isShared ? {asker, own, target, theirs} : undefined;
}

export const portHairpinCrossNetwork: Rule = {
	id: 'port-hairpin-cross-network',
	title: 'A published port does not answer to containers of other networks',
	why: 'Before 29, what a container sends to a published port of its own host passes the host’s rules for incoming packets, and is dropped where the engine runs no proxy.',
	// Everybody else gets there, and it is not known that these two are to talk.
	severity: 'low',
	skip: ({probes}) => (probes.some(({kind}) => kind === 'tcp') ? undefined : 'no published port was measured'),
	*check(snapshot) {
		const tcp = snapshot.probes.filter((probe): probe is Tcp => probe.kind === 'tcp');
		for (const probe of tcp) {
			const host = snapshot.hosts.get(probe.host);
			const found = host && isAffected(host, [{before: '29.0.0'}]) ? unanswered(probe, snapshot) : undefined;
			const fromHost = tcp.find(
				({place, host: at, result}) =>
					place.kind === 'host' && at === probe.host && result?.result === 'ok' && result.port === probe.result?.port,
			);
			if (!found || !fromHost) continue;
			const {asker, own, target, theirs} = found;
			const [first] = theirs;
			const names = (memberships: typeof own) => listed(memberships.map(({network}) => network.name));
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(target),
				message: `${asker.name} (on ${names(own)}) gets no answer at port ${probe.result?.port} of the host, on which ${target.name} (on ${names(theirs)}) is published and answers to the host itself.`,
				evidence: [evidenceOf(probe), evidenceOf(fromHost), api('version Version', host?.version ?? '', '29 or later')],
				fix: {
					title: `If ${asker.name} is to reach ${target.name}, share a network between them; or let the bridge in past the host’s firewall`,
					commands: [
						...(first ? [`docker network connect ${quote(first.network.name)} ${quote(asker.name)}`] : []),
						`ufw allow in on BRIDGE to any port ${probe.result?.port}`,
					],
					sideEffects: [`Everything on a shared network reaches ${asker.name}, and it reaches everything there.`],
				},
			};
		}
	},
};
