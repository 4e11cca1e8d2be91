import {membershipsOf} from '../plan/endpoint-order.js';
import {dataStoreReason, publishedPorts} from '../rules/published.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers} from './found.js';

export const audDataTierNotInternal: Rule = {
	id: 'aud-data-tier-not-internal',
	title: 'Data store can reach the outside',
	why: 'A data store calls nobody: the way out serves only who takes it over.',
	severity: 'medium',
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const reason = dataStoreReason(container);
			const networks = membershipsOf(container, snapshot).map(({network}) => network);
			const leadsOut = networks.filter(({internal, driver}) => !internal && driver !== 'null' && driver !== 'host');
			if (!reason || networks.length === 0 || leadsOut.length < networks.length) continue;
			if (publishedPorts(container).length > 0) continue;
			const names = networks.map(({name}) => name).join(', ');
			yield containerFound(container, {
				message: `${container.name} is a data store (${reason}) that publishes nothing, yet each of its networks (${names}) leads out: its data can leave.`,
				evidence: networks.map(({name}) => api(`${name} Internal`, 'false', 'true')),
				fix: {
					title: 'Put it on an internal network, which its clients join besides their own',
					commands: [],
					sideEffects: [`${container.name} can no longer be reached over ${names}, nor fetch anything from outside.`],
				},
			});
		}
	},
};
