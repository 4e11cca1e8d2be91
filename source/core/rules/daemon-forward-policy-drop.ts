import type {RuleCounter} from '../firewall/rule-counter.js';
import {groupBy} from '../model/group-by.js';
import {firewallOf, isWritten, unreadFirewall} from './host-firewall.js';
import {dockerNetworks, listed, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutHost, api, ofHost} from './subjects.js';

/** Whether a chain FORWARD lets anything of containers through, past its policy. */
function leadsOn(forward: readonly RuleCounter[], isNftables: boolean): boolean {
	// Docker with nftables leaves the jump to DOCKER-USER behind, and accepts nothing here.
	return forward.some(({target}) => target === 'ACCEPT' || (!isNftables && /^DOCKER/.test(target)));
}

export const daemonForwardPolicyDrop: Rule = {
	id: 'daemon-forward-policy-drop',
	title: 'The host’s firewall drops what it forwards',
	why: 'With the policy DROP only what a rule accepts gets through: with none for containers, they reach nothing outside and are not reached.',
	severity: 'high',
	skip: unreadFirewall,
	*check(snapshot) {
		for (const host of snapshot.hosts.values()) {
			const rules = firewallOf(host.id, snapshot) ?? [];
			const forward = rules.filter(({table, chain}) => table === 'filter' && chain === 'FORWARD');
			const driver = host.details?.firewall?.driver ?? '';
			const isNftables = driver.startsWith('nftables');
			// The tables of iptables-nft and of iptables-legacy are asked one after the other.
			const dropping = [...groupBy(forward, ({by}) => by).values()].filter(
				each => each.some(({rule}) => rule === '-P FORWARD DROP') && !leadsOn(each, isNftables),
			);
			const policy = dropping.flat().find(({rule}) => rule === '-P FORWARD DROP');
			const served = dockerNetworks(snapshot).filter(
				network => network.host === host.id && network.driver === 'bridge' && runningOn(network, snapshot).length > 0,
			);
			if (!policy || served.length === 0) continue;
			// Docker itself sets the policy, beside rules that lead to its own chains.
			if (!isNftables && !isWritten(rules)) continue;
			const program = policy.by ?? 'iptables';
			const isElsewhere = isNftables || leadsOn(forward, isNftables);
			yield {
				confidence: 'observed' as const,
				subject: aboutHost(host),
				message: `${program} of ${host.name} drops what the host forwards (-P FORWARD DROP), and ${isElsewhere ? `what Docker accepts in ${isNftables ? 'nftables' : 'other tables'} is asked there, too` : 'none of its rules leads to Docker’s chains any more'}: containers of ${listed(served.map(({name}) => name))} reach nothing outside, and are not reached.`,
				evidence: [
					ofHost(`${program} -S FORWARD`, policy.rule, isElsewhere ? '-P FORWARD ACCEPT' : '-A FORWARD -j DOCKER-…'),
					...(driver ? [api('info FirewallBackend.Driver', driver)] : []),
				],
				fix: isElsewhere
					? {
							title: 'Accept by default: other tables have the rules',
							commands: [`${program} -P FORWARD ACCEPT`],
							sideEffects: ['The host then routes between all its networks, as its other rules let it.'],
						}
					: {
							title: 'Have Docker write its rules again',
							commands: ['systemctl restart docker'],
							sideEffects: ['Containers stop with the engine, unless live restore is on.'],
						},
			};
		}
	},
};
