import type {Snapshot} from '../model/snapshot.js';
import {evidenceOf} from '../probes/evidence.js';
import {dropped} from './dropped.js';
import type {Rule} from './rule.js';
import {aboutChain, measured} from './subjects.js';

export const nothingMeasured = ({probes}: Snapshot) =>
	probes.some(({kind}) => kind === 'tcp') ? undefined : 'no connection between containers was measured';

export const connHostFirewall: Rule = {
	id: 'conn-host-firewall',
	title: 'A firewall of the host drops traffic between containers',
	why: 'Docker would let it through: a rule that Docker did not make drops it, most often one in chain DOCKER-USER.',
	severity: 'high',
	skip: nothingMeasured,
	*check(snapshot) {
		const all = dropped(snapshot);
		const keepOut = new Set(all.flatMap(({to, unheardByHost}) => (unheardByHost ? [to] : [])));
		for (const {probe, from, fromAddress, to, toAddress, port, listening, answered, unheardByHost} of all) {
			// A firewall inside the asker, which keeps out what comes, may keep out answers too.
			if (keepOut.has(from)) continue;
			// Others get through to that very port: it is not the container that drops.
			if (!answered.some(({kind}) => kind === 'tcp') || unheardByHost) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutChain('DOCKER-USER', probe.host),
				message: `TCP from ${fromAddress} (${from.name}) to ${toAddress}:${port} (${to.name}) is ${probe.result?.result === 'refused' ? 'rejected' : 'dropped'}, though ${to.name} listens there and both are on one network: a rule of the host’s firewall, most likely in chain DOCKER-USER.`,
				evidence: [
					evidenceOf(probe),
					measured(`${to.name}: listeners`, listening),
					...answered.slice(0, 2).map(evidenceOf),
				],
				fix: {
					title: 'Find the rule on the engine’s host, and delete it by its number',
					commands: [
						'iptables -L DOCKER-USER -n -v --line-numbers',
						'nft list ruleset',
						'iptables -D DOCKER-USER NUMBER',
					],
					sideEffects: ['What the rule was made to keep out can get in again.'],
				},
			};
		}
	},
};
