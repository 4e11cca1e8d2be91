import {evidenceOf} from '../probes/evidence.js';
import {balanced} from './balanced.js';
import type {Rule} from './rule.js';

export const overlayVipPingMisleading: Rule = {
	id: 'overlay-vip-ping-misleading',
	title: 'A ping of a virtual IP says nothing of the service',
	why: 'The load balancer of the node answers pings itself, or drops them: it passes on TCP, UDP and SCTP only.',
	severity: 'info',
	skip: ({probes}) => (probes.some(({kind}) => kind === 'ping') ? undefined : 'nothing was pinged'),
	*check(snapshot) {
		const pings = snapshot.probes.filter(probe => probe.kind === 'ping');
		for (const {subject, vip, tasks} of balanced(snapshot)) {
			const ping = pings.findLast(
				({host, target, result}) =>
					host === subject.host && (target === vip || (result !== undefined && result.address === vip)),
			);
			if (!ping?.result) continue;
			const {name} = subject;
			yield {
				confidence: 'observed',
				subject,
				message: `${ping.from} pinged ${vip}, the virtual IP of ${name}: whether that is answered says nothing of ${name}, since no ping gets to its tasks.`,
				evidence: [evidenceOf(ping)],
				fix: {
					title: 'Connect to its port, or ping its tasks',
					commands: [`ping tasks.${name}`, ...tasks.slice(0, 3).map(address => `ping ${address}`)],
					sideEffects: [],
				},
			};
		}
	},
};
