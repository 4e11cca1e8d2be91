import type {Network} from '../model/network.js';
import {firewallOf, hiding, isWritten, unreadFirewall} from './host-firewall.js';
import {dockerNetworks, listed, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutHost, ofHost} from './subjects.js';

const needsRules = ({driver, internal, options}: Network) =>
	driver === 'bridge' && !internal && options['com.docker.network.bridge.enable_ip_masquerade'] !== 'false';

export const daemonIptablesDisabled: Rule = {
	id: 'daemon-iptables-disabled',
	title: 'The engine’s rules are not in the host’s firewall',
	why: 'Without them nothing is masqueraded or published by the kernel, and networks are not kept apart.',
	severity: 'critical',
	skip: unreadFirewall,
	*check(snapshot) {
		for (const host of snapshot.hosts.values()) {
			const rules = firewallOf(host.id, snapshot);
			const served = dockerNetworks(snapshot).filter(
				network => network.host === host.id && needsRules(network) && runningOn(network, snapshot).length > 0,
			);
			if (!rules || isWritten(rules) || served.length === 0) continue;
			if (/^nftables/.test(host.details?.firewall?.driver ?? '')) continue;
			const own = hiding(rules);
			yield {
				// Somebody sees to it in another way.
				...(own.length > 0 && {severity: 'low' as const}),
				confidence: 'observed' as const,
				subject: aboutHost(host),
				message: `The firewall of ${host.name} has no chain DOCKER: the engine does not write its rules (--iptables=false), or somebody removed them. Containers of ${listed(served.map(({name}) => name))} ${own.length > 0 ? 'depend on the rules that somebody wrote instead' : 'do not reach the outside by the host’s address, and published ports go through the proxy at best'}.`,
				evidence: [
					ofHost('iptables-save', 'no chain DOCKER', ':DOCKER'),
					...own.slice(0, 2).map(({rule}) => ofHost('iptables-save -t nat', rule)),
				],
				fix: {
					title: 'Leave out "iptables": false, and have the engine write its rules',
					commands: ['grep iptables /etc/docker/daemon.json', 'systemctl restart docker'],
					sideEffects: ['Containers stop with the engine, unless live restore is on.'],
				},
			};
		}
	},
};
