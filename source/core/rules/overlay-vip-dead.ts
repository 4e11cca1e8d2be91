import {evidenceOf} from '../explain/conclude.js';
import type {Subject} from '../model/finding.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {tasksOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {parseEndpoint} from '../probes/endpoint.js';
import type {Probed} from '../probes/probed.js';
import type {Rule} from './rule.js';
import {aboutService} from './subjects.js';

type Balanced = {readonly subject: Subject; readonly vip: string; readonly tasks: readonly string[]};

/** Services with a virtual IP: as a manager has them, and as the gossip of each overlay knows them on any node. */
function balanced(snapshot: Snapshot): readonly Balanced[] {
	return [...snapshot.networks.values()].flatMap(({host, id, details}) => {
		const swarm = snapshot.swarms.get(host);
		const names = new Set(details?.known.flatMap(({service, vip}) => (service && vip ? [service] : [])));
		const gossiped = [...names].flatMap(name => {
			const its = details?.known.filter(({service}) => service === name) ?? [];
			const service = swarm?.services.find(each => each.name === name);
			const subject = service ? aboutService(service) : unseen(name, host);
			return [{subject, vip: its[0]?.vip ?? '', tasks: its.map(({address}) => address)}];
		});
		const managed = (swarm?.services ?? []).flatMap(service => {
			const vip = service.networks.find(({networkId}) => networkId === id)?.vip;
			if (!vip || names.has(service.name)) return [];
			const addresses = tasksOf(service, snapshot).flatMap(task =>
				task.addresses.filter(({networkId}) => networkId === id),
			);
			return [{subject: aboutService(service), vip, tasks: addresses.map(({address}) => address)}];
		});
		return [...gossiped, ...managed];
	});
}

/** A worker does not know the ids of services. */
const unseen = (name: string, host: HostId): Subject => ({kind: 'service', name, id: name, host});

type Tcp = Probed<'tcp'>;

const isTcp = (probed: Probed): probed is Tcp => probed.kind === 'tcp' && probed.result !== undefined;
const dead: readonly string[] = ['timeout', 'unreachable', 'refused'];

/** Where it went: not all tools tell. */
const addressOf = ({result, target}: Tcp) => result?.address ?? parseEndpoint(target).host;

export const overlayVipDead: Rule = {
	id: 'overlay-vip-dead',
	title: 'The virtual IP of a service does not answer, its tasks do',
	why: 'The load balancer of the node (IPVS) is broken or not in its kernel: who asks for the service by name gets nothing.',
	severity: 'critical',
	skip: ({probes}) => (probes.some(isTcp) ? undefined : 'no connection to a service was measured'),
	*check(snapshot) {
		const tcp = snapshot.probes.filter(isTcp);
		for (const {subject, vip, tasks} of balanced(snapshot)) {
			const own = tcp.filter(({host}) => host === subject.host);
			const toVip = own.filter(probed => [vip, subject.name].includes(addressOf(probed)));
			const failed = toVip.find(({result}) => dead.includes(result?.result ?? ''));
			const answered = own.filter(
				probed =>
					probed.result?.result === 'ok' &&
					probed.result.port === failed?.result?.port &&
					tasks.includes(addressOf(probed)),
			);
			if (!failed || answered.length === 0 || toVip.some(({result}) => result?.result === 'ok')) continue;
			const {name} = subject;
			yield {
				confidence: 'observed',
				subject,
				message: `${name} does not answer at its virtual IP ${vip}, though its tasks do (${answered.map(addressOf).join(', ')}): the load balancer (IPVS) of this node is broken or missing in its kernel.`,
				evidence: [failed, ...answered.slice(0, 3)].map(evidenceOf),
				fix: {
					title: 'Load the kernel’s IPVS on each node; until then let the name lead to the tasks themselves',
					commands: ['modprobe ip_vs', `docker service update --endpoint-mode dnsrr ${quote(name)}`],
					sideEffects: [
						'With dnsrr clients choose among the tasks’ addresses, and ports cannot be published through the ingress network.',
					],
				},
			};
		}
	},
};
