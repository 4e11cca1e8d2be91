import {isLoopback, portText, publishedPorts, sensitivePorts} from '../rules/published.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain} from './found.js';

export const audPortSensitivePublic: Rule = {
	id: 'aud-port-sensitive-public',
	title: 'Port of a data store or an administration service is published',
	why: 'Many of these services ask for no password by default, and those that do are tried by scanners within minutes.',
	severity: 'critical',
	benchmark: '5.9',
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const open = publishedPorts(container).filter(
				port => sensitivePorts.has(port.containerPort) && !isLoopback(port),
			);
			if (open.length === 0) continue;
			const services = [...new Set(open.map(({containerPort}) => sensitivePorts.get(containerPort)))].join(', ');
			yield containerFound(container, {
				message: `${container.name} publishes ${open.map(portText).join(', ')}: the usual port of ${services}, open to whoever reaches the host.`,
				evidence: open.map(port =>
					api(`${container.name} NetworkSettings.Ports`, portText(port), 'not published, or on 127.0.0.1 only'),
				),
				fix: runAgain(container, 'without publishing it; clients join one of its networks instead'),
			});
		}
	},
};
