import {isWildcard, portText, publishedPorts, sensitivePorts} from '../rules/published.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain} from './found.js';

export const audPortWildcardBind: Rule = {
	id: 'aud-port-wildcard-bind',
	title: 'Port published on every interface',
	why: "Docker's rules for published ports come before the host's own firewall, so such a port is open to every network that the host is on.",
	severity: 'high',
	benchmark: '5.14',
	sameAs: 'port-exposed-despite-ufw',
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const open = publishedPorts(container).filter(isWildcard);
			if (open.length === 0) continue;
			const critical = open.some(({containerPort}) => sensitivePorts.has(containerPort));
			const flags = open.map(
				({hostPort, containerPort, protocol}) => `--publish 127.0.0.1:${hostPort}:${containerPort}/${protocol}`,
			);
			yield containerFound(container, {
				severity: critical ? 'critical' : 'high',
				message: `${container.name} publishes ${open.map(portText).join(', ')} on every interface of the host: whoever reaches the host reaches it, whatever ufw or firewalld say.`,
				evidence: open.map(port =>
					api(
						`${container.name} NetworkSettings.Ports`,
						portText(port),
						'an address of one interface, such as 127.0.0.1',
					),
				),
				fix: runAgain(container, `with the address of one interface: ${[...new Set(flags)].join(' ')}`),
			});
		}
	},
};
