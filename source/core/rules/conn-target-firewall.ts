import {quote} from '../plan/quote.js';
import {evidenceOf} from '../probes/evidence.js';
import {nothingMeasured} from './conn-host-firewall.js';
import {dropped} from './dropped.js';
import type {Rule} from './rule.js';
import {aboutContainer, measured} from './subjects.js';

export const connTargetFirewall: Rule = {
	id: 'conn-target-firewall',
	title: 'A firewall inside a container keeps out what comes',
	why: 'Not even the engine’s host gets in, whose packets pass no forwarding rule: it is the container itself.',
	severity: 'high',
	skip: nothingMeasured,
	*check(snapshot) {
		for (const {probe, from, to, toAddress, port, listening, answered, unheardByHost} of dropped(snapshot)) {
			if (!unheardByHost) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(to),
				message: `${to.name} listens on port ${port}, and neither ${from.name} nor the engine’s host ${probe.result?.result === 'refused' ? `is let in at ${toAddress}:${port}, while ${to.name} itself gets there: a rule inside it rejects` : `gets an answer from ${toAddress}:${port}: a rule inside ${to.name} drops it, or its program takes no new connections`}.`,
				evidence: [
					evidenceOf(probe),
					evidenceOf(unheardByHost),
					measured(`${to.name}: listeners`, listening),
					...answered.slice(0, 2).map(evidenceOf),
				],
				fix: {
					title: `Look at the rules in the network namespace of ${to.name}`,
					commands: [
						`nsenter -t "$(docker inspect -f '{{.State.Pid}}' ${quote(to.name)})" -n iptables -S`,
						`nsenter -t "$(docker inspect -f '{{.State.Pid}}' ${quote(to.name)})" -n nft list ruleset`,
					],
					sideEffects: [],
				},
			};
		}
	},
};
