import {quote} from '../plan/quote.js';
import {failures} from './error-rule.js';
import {meshPorts, rivalOf} from './mesh.js';
import {portText} from './published.js';
import type {Rule} from './rule.js';
import {aboutService, api} from './subjects.js';

export const overlayPortConflictIngressHost: Rule = {
	id: 'overlay-port-conflict-ingress-host',
	title: 'A service’s published port is taken by another',
	why: 'A port of the routing mesh belongs to one service, on all nodes.',
	severity: 'high',
	*check(snapshot) {
		for (const mesh of [...snapshot.hosts.keys()].flatMap(host => meshPorts(snapshot, host))) {
			const {service, port, targetPort} = mesh;
			const rival = rivalOf(mesh, snapshot);
			if (!rival) continue;
			yield {
				confidence: 'observed',
				subject: aboutService(service),
				message: `Port ${port} of this node is published twice, by the service ${service.name} for all nodes and by the container ${rival.name}: only one of them gets what comes there.`,
				evidence: [
					api(`${service.name} Endpoint.Ports`, `${port}->${targetPort}/tcp (ingress)`),
					...rival.ports
						.filter(({hostPort}) => hostPort === port)
						.map(each => api(`${rival.name} NetworkSettings.Ports`, portText(each))),
				],
				fix: {
					title: `Publish ${service.name} on another port of all nodes, or ${rival.name} on another of this one`,
					commands: [
						`docker service update --publish-rm mode=ingress,published=${port},target=${targetPort} --publish-add mode=ingress,published=OTHER,target=${targetPort} ${quote(service.name)}`,
					],
					sideEffects: [`The tasks of ${service.name} are replaced, and it no longer answers on ${port}.`],
				},
			};
		}

		yield* failures(overlayPortConflictIngressHost.id, snapshot, {
			fix: {
				title: 'Publish another port, or in another mode',
				commands: ['docker service ls'],
				sideEffects: ['The tasks of a service whose ports change are replaced.'],
			},
		});
	},
};
