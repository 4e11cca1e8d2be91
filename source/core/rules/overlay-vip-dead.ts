import type {Fix} from '../model/finding.js';
import type {Service} from '../model/swarm.js';
import {quote} from '../plan/quote.js';
import {parseEndpoint} from '../probes/endpoint.js';
import {evidenceOf} from '../probes/evidence.js';
import type {Probed} from '../probes/probed.js';
import {balanced} from './balanced.js';
import {listed} from './members.js';
import {withoutPort, withPort} from './republish.js';
import type {Rule} from './rule.js';

type Tcp = Probed<'tcp'>;

const isTcp = (probed: Probed): probed is Tcp => probed.kind === 'tcp' && probed.result !== undefined;
const dead: readonly string[] = ['timeout', 'unreachable', 'refused'];

/** Where it went: not all tools tell. */
const addressOf = ({result, target}: Tcp) => result?.address ?? parseEndpoint(target).host;

/** Ports of the routing mesh go with a virtual IP only. */
export function withoutVip(name: string, ports: Service['ports'] = []): Fix {
	const moved = ports
		.filter(({mode}) => mode === 'ingress')
		.flatMap(port => [withoutPort(port), withPort({...port, mode: 'host'})]);
	return {
		title: 'Load the kernel’s IPVS on each node; until then let the name lead to the tasks themselves',
		commands: ['modprobe ip_vs', ['docker service update', ...moved, '--endpoint-mode dnsrr', quote(name)].join(' ')],
		sideEffects: [
			'With dnsrr clients choose among the tasks’ addresses, and ports cannot be published through the ingress network.',
			...(moved.length > 0 ? ['Published ports are then open on nodes that run a task only.'] : []),
		],
	};
}

export const overlayVipDead: Rule = {
	id: 'overlay-vip-dead',
	title: 'The virtual IP of a service does not answer, its tasks do',
	why: 'The load balancer of the node (IPVS) is broken or not in its kernel: who asks for the service by name gets nothing.',
	severity: 'critical',
	skip: ({probes}) => (probes.some(isTcp) ? undefined : 'no connection to a service was measured'),
	*check(snapshot) {
		const tcp = snapshot.probes.filter(isTcp);
		for (const {subject, vip, tasks, ports} of balanced(snapshot)) {
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
				message: `${name} does not answer at its virtual IP ${vip}, though its tasks do (${listed([...new Set(answered.map(addressOf))])}): the load balancer (IPVS) of this node is broken or missing in its kernel.`,
				evidence: [failed, ...answered.slice(0, 3)].map(evidenceOf),
				fix: withoutVip(name, ports),
			};
		}
	},
};
