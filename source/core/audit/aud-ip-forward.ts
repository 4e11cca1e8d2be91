import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound, withoutHostDetails} from './found.js';

export const audIpForward: Rule = {
	id: 'aud-ip-forward',
	title: 'Host forwards no packets',
	why: 'No container of a bridge network reaches the outside, and no published port works but by the proxy.',
	severity: 'critical',
	skip: withoutHostDetails,
	*check(snapshot) {
		for (const host of dockerHosts(snapshot)) {
			if (host.details?.ipv4Forwarding !== false) continue;
			yield hostFound(host, {
				message: `${host.name} forwards no IPv4 packets: its containers do not reach the outside.`,
				evidence: [api('info IPv4Forwarding', 'false', 'true')],
				fix: {
					title: 'Turn forwarding on, on the host',
					commands: ['sysctl net.ipv4.ip_forward=1'],
					sideEffects: ['Lasts until the host starts anew, unless it is written to /etc/sysctl.d too.'],
				},
			});
		}
	},
};
