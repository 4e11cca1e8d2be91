import type {Fix} from '../model/finding.js';
import {enterNamespace} from '../plan/enter-namespace.js';
import {evidenceOf} from '../probes/evidence.js';
import {nothingMeasured} from './conn-host-firewall.js';
import {dropped} from './dropped.js';
import {keptFromAsking} from './kept-from-asking.js';
import {listed, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, measured} from './subjects.js';

export function rulesIn(name: string): Fix {
	const enter = enterNamespace(name);
	return {
		title: `Look at the rules in the network namespace of ${name}`,
		commands: [`${enter} iptables -S`, `${enter} nft list ruleset`],
		sideEffects: [],
	};
}

export const connTargetFirewall: Rule = {
	id: 'conn-target-firewall',
	title: 'A firewall inside a container keeps packets out, or in',
	why: 'Rules of the container’s own network namespace come before and after all that the host does.',
	severity: 'high',
	skip: nothingMeasured,
	*check(snapshot) {
		const all = dropped(snapshot);
		const keepOut = new Set(all.flatMap(({to, unheardByHost}) => (unheardByHost ? [to] : [])));
		for (const container of runningContainers(snapshot)) {
			const found = keepOut.has(container) ? undefined : keptFromAsking(container, snapshot);
			if (!found) continue;
			const {name} = container;
			const targets = listed([...new Set(found.all.map(({target}) => target))]);
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: found.forbidden
					? `A rule or a route inside ${name} keeps what it sends in: its kernel refuses packets to ${found.forbidden.target}, and ${name} gets no answer from ${targets}.`
					: `${name} gets no answer from anybody (${targets}), not even from its name server, which is in its own network namespace: a rule inside ${name} drops what it sends, or the answers.`,
				evidence: found.all.map(evidenceOf),
				fix: rulesIn(name),
			};
		}

		for (const {probe, from, to, toAddress, port, listening, answered, unheardByHost} of all) {
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
				fix: rulesIn(to.name),
			};
		}
	},
};
