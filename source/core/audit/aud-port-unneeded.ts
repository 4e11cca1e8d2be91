import {listenersOn, listenersText, listening, unseen} from '../rules/listening.js';
import {portText, publishedPorts} from '../rules/published.js';
import type {Rule} from '../rules/rule.js';
import {measured} from '../rules/subjects.js';
import {containerFound, isTask, runAgain} from './found.js';

export const audPortUnneeded: Rule = {
	id: 'aud-port-unneeded',
	title: 'Published port leads to nobody',
	why: 'It holds a port of the host, and opens whatever comes to listen there later.',
	severity: 'low',
	benchmark: '5.9',
	sameAs: 'port-not-listening',
	skip: unseen,
	*check(snapshot) {
		for (const each of listening(snapshot)) {
			const {container, listeners, published} = each;
			if (isTask(container) || container.health === 'starting') continue;
			const unheard = published.filter(
				({containerPort, protocol}) => listenersOn(containerPort, protocol, each).length === 0,
			);
			if (unheard.length === 0) continue;
			const ports = publishedPorts(container)
				.filter(({containerPort, protocol}) =>
					unheard.some(port => port.containerPort === containerPort && port.protocol === protocol),
				)
				.map(portText)
				.join(', ');
			yield {
				...containerFound(container, {
					message: `${container.name} publishes ${ports}, and nothing listens there: the host's port is taken, and open, for nothing.`,
					evidence: [
						measured(
							`${container.name}: listeners`,
							listenersText(listeners),
							unheard.map(({containerPort, protocol}) => `${protocol} ${containerPort}`).join(', '),
						),
					],
					fix: runAgain(container, 'without publishing what nothing listens on'),
				}),
				confidence: 'observed',
			};
		}
	},
};
