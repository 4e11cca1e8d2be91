import {hasNameService} from '../names/resolve.js';
import {membershipsOf} from '../plan/endpoint-order.js';
import {membersOf} from '../plan/of-host.js';
import {listed} from '../rules/members.js';
import {dataStoreReason, isWildcard, portText, publishedPorts} from '../rules/published.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain} from './found.js';

export const audPortDatatierPublished: Rule = {
	id: 'aud-port-datatier-published',
	title: 'Data store is published though its clients share a network with it',
	why: 'They reach it by name on that network: the published port serves only others.',
	severity: 'high',
	benchmark: '5.9',
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const {name} = container;
			const reason = dataStoreReason(container);
			const open = publishedPorts(container).filter(isWildcard);
			if (!reason || open.length === 0) continue;
			const shared = membershipsOf(container, snapshot)
				.filter(({network}) => hasNameService(network))
				.flatMap(({network}) => {
					const clients = membersOf(network, snapshot)
						.map(member => member.container)
						.filter(other => other !== container && !dataStoreReason(other));
					return clients.length > 0 ? [{network, clients: listed(clients.map(each => each.name))}] : [];
				});
			if (shared.length === 0) continue;
			const where = shared.map(({network, clients}) => `${clients} on ${network.name}`).join(', ');
			yield containerFound(container, {
				message: `${name} is a data store (${reason}) that publishes ${open.map(portText).join(', ')}, though it shares a network with its likely clients: ${where}.`,
				evidence: [
					...open.map(port => api(`${name} NetworkSettings.Ports`, portText(port), 'not published')),
					...shared.map(({network, clients}) => api(`${network.name} Containers`, clients)),
				],
				fix: runAgain(container, `without publishing it: its clients find it as ${name}`),
			});
		}
	},
};
