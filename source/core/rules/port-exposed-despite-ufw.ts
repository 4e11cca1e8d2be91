import {isEnclosed} from './enclosed.js';
import {isPodman, listed, runningContainers} from './members.js';
import {isWildcard, portText, publishedPorts} from './published.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const portExposedDespiteUfw: Rule = {
	id: 'port-exposed-despite-ufw',
	title: 'Published ports are open whatever ufw says',
	why: 'Docker forwards what comes to a published port before the host’s own rules for incoming packets see it.',
	// Whether the host has such a firewall is not known, and most ports are published to be open: `audit` weighs it.
	severity: 'info',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const host = snapshot.hosts.get(container.host);
			if (!host || isPodman(host.id, snapshot) || isEnclosed(host)) continue;
			const {name} = container;
			const open = publishedPorts(container).filter(isWildcard);
			const [first] = open;
			if (!first) continue;
			const isNftables = host.details?.firewall?.driver.startsWith('nftables');
			yield {
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${name} is published on ${listed(open.map(portText))}: open to every network that the host is on, even where ufw denies the port.`,
				evidence: open.map(port => api(`${name} NetworkSettings.Ports`, portText(port))),
				fix: {
					title: isNftables
						? 'If it is not for everybody, publish it on one address (127.0.0.1), or drop it in a table of your own'
						: 'If it is not for everybody, publish it on one address (127.0.0.1), or drop it in chain DOCKER-USER',
					commands: isNftables
						? []
						: [
								`iptables -I DOCKER-USER -i INTERFACE ! -s ALLOWED -p ${first.protocol} -m conntrack --ctorigdstport ${first.hostPort} -j DROP`,
							],
					sideEffects: ['Who is not in the allowed range gets no answer.'],
				},
			};
		}
	},
};
