import type {Snapshot} from '../model/snapshot.js';
import {quote} from '../plan/quote.js';
import {isLoopback, portText, publishedPorts, sensitivePorts} from '../rules/published.js';
import type {Found, Rule} from '../rules/rule.js';
import {aboutService, api} from '../rules/subjects.js';
import {containerFound, found, ownContainers, runAgain} from './found.js';

/** Of services, which publish on every interface of every node. */
function* ofServices(snapshot: Snapshot): Iterable<Found> {
	for (const service of [...snapshot.swarms.values()].flatMap(({services}) => services)) {
		const {name} = service;
		const open = service.ports.filter(
			({targetPort, publishedPort}) => publishedPort !== undefined && sensitivePorts.has(targetPort),
		);
		if (open.length === 0) continue;
		const services = [...new Set(open.map(({targetPort}) => sensitivePorts.get(targetPort)))].join(', ');
		const texts = open.map(({publishedPort, targetPort, protocol}) => `*:${publishedPort}->${targetPort}/${protocol}`);
		const removed = open.map(({targetPort, protocol}) => `--publish-rm ${targetPort}/${protocol}`).join(' ');
		yield found(aboutService(service), {
			message: `The service ${name} publishes ${texts.join(', ')} on nodes of the swarm: the usual port of ${services}, open to whoever reaches a node.`,
			evidence: texts.map(text => api(`${name} Endpoint.Ports`, text, 'not published')),
			fix: {
				title: `Do not publish it; clients join a network of ${name} instead`,
				commands: [`docker service update ${removed} ${quote(name)}`],
				sideEffects: [`Whoever reaches ${name} by a node's address no longer does.`],
			},
		});
	}
}

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

		yield* ofServices(snapshot);
	},
};
