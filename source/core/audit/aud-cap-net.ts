import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain, withoutContainerDetails} from './found.js';

const strong = ['ALL', 'NET_ADMIN', 'NET_RAW', 'SYS_ADMIN'];

export const audCapNet: Rule = {
	id: 'aud-cap-net',
	title: 'Container may change or forge network traffic',
	why: 'With these rights it can rewrite routes and firewall rules of its namespace, and pretend to be its neighbours.',
	severity: 'high',
	benchmark: '5.4, 5.5',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const {privileged = false, capabilitiesAdded = []} = container.details ?? {};
			const added = capabilitiesAdded.filter(name => strong.includes(name));
			if (!privileged && added.length === 0) continue;
			const rights = [...(privileged ? ['every right (privileged)'] : []), ...added].join(', ');
			yield containerFound(container, {
				message: `${container.name} has ${rights}: whoever takes it over can rewrite its routes and forge traffic on its networks${privileged ? ', and has the host' : ''}.`,
				evidence: [
					...(privileged ? [api(`${container.name} HostConfig.Privileged`, 'true', 'false')] : []),
					...added.map(name => api(`${container.name} HostConfig.CapAdd`, name, 'not added')),
				],
				fix: runAgain(container, privileged ? 'without --privileged' : `without --cap-add ${added.join(', ')}`),
			});
		}
	},
};
