import type {Rule} from './rule.js';
import {aboutHost, api} from './subjects.js';

export const daemonIpForwardDisabled: Rule = {
	id: 'daemon-ip-forward-disabled',
	title: 'The host forwards no IPv4 packets',
	why: 'Containers get no further than their host, and published ports lead nowhere.',
	severity: 'critical',
	*check({hosts}) {
		for (const host of hosts.values()) {
			if (host.details?.ipv4Forwarding !== false) continue;
			yield {
				confidence: 'observed',
				subject: aboutHost(host),
				message: `The kernel of ${host.name} does not forward IPv4: its containers reach nothing outside, and nothing reaches their published ports.`,
				evidence: [api(`${host.name} IPv4Forwarding`, 'false', 'true')],
				fix: {
					title: 'Switch forwarding on, now and for good',
					commands: [
						'sysctl -w net.ipv4.ip_forward=1',
						"sh -c 'echo net.ipv4.ip_forward=1 >/etc/sysctl.d/99-docker.conf'",
					],
					sideEffects: ['The host then routes between all its networks, as its firewall lets it.'],
				},
			};
		}
	},
};
