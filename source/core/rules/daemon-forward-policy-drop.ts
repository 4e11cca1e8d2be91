import {firewallOf, isWritten, unreadFirewall} from './host-firewall.js';
import {dockerNetworks, listed, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutHost, api, ofHost} from './subjects.js';

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
			const policy = forward.find(({rule}) => rule === '-P FORWARD DROP');
			const served = dockerNetworks(snapshot).filter(
				network => network.host === host.id && network.driver === 'bridge' && runningOn(network, snapshot).length > 0,
			);
			if (!policy || served.length === 0) continue;
			const driver = host.details?.firewall?.driver ?? '';
			const isNftables = driver.startsWith('nftables');
			// Docker itself sets the policy, beside rules that lead to its own chains.
			const isLedOn = forward.some(({target}) => /^(DOCKER|ACCEPT$)/.test(target));
			if (isLedOn || (!isNftables && !isWritten(rules))) continue;
			yield {
				confidence: 'observed' as const,
				subject: aboutHost(host),
				message: `iptables of ${host.name} drops what the host forwards (-P FORWARD DROP), and ${isNftables ? 'what Docker accepts in nftables is asked there, too' : 'none of its rules leads to Docker’s chains any more'}: containers of ${listed(served.map(({name}) => name))} reach nothing outside, and are not reached.`,
				evidence: [
					ofHost('iptables -S FORWARD', policy.rule, isNftables ? '-P FORWARD ACCEPT' : '-A FORWARD -j DOCKER-…'),
					...(driver ? [api('info FirewallBackend.Driver', driver)] : []),
				],
				fix: isNftables
					? {
							title: 'Accept by default: nftables has the rules',
							commands: ['iptables -P FORWARD ACCEPT'],
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
