import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain, withoutContainerDetails} from './found.js';

export const audLegacyLinks: Rule = {
	id: 'aud-legacy-links',
	title: 'Container uses legacy links',
	why: "Links are deprecated, hand the linked container's environment over, and hold an address that goes stale.",
	severity: 'low',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const links = container.details?.links ?? [];
			if (links.length === 0) continue;
			yield containerFound(container, {
				message: `${container.name} finds others by --link (${links.join(', ')}), which works on the default bridge only and is deprecated.`,
				evidence: links.map(link => api(`${container.name} HostConfig.Links`, link, 'none')),
				fix: runAgain(container, 'on a network that both are on, with --network-alias for the other name'),
			});
		}
	},
};
