import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {deployed, found, runAgain, withoutContainerDetails} from './found.js';

const forges = 'forge traffic on its networks';
const strong = new Map([
	['ALL', `rewrite its routes and firewall rules, ${forges}, and get at the host`],
	['NET_ADMIN', 'rewrite its routes and firewall rules'],
	['NET_RAW', forges],
	['SYS_ADMIN', 'mount file systems and enter other namespaces, and so get at the host'],
]);

export const audCapNet: Rule = {
	id: 'aud-cap-net',
	title: 'Container may change or forge network traffic',
	why: 'With these rights it can rewrite routes and firewall rules of its namespace, and pretend to be its neighbours.',
	severity: 'high',
	benchmark: '5.4, 5.5',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const {container, subject} of deployed(snapshot)) {
			const {privileged = false, capabilitiesAdded = []} = container.details ?? {};
			const added = capabilitiesAdded.filter(name => strong.has(name));
			if (!privileged && added.length === 0) continue;
			const rights = [...(privileged ? ['every right (privileged)'] : []), ...added].join(', ');
			const all = privileged || added.includes('ALL');
			const can = all ? strong.get('ALL') : added.map(name => strong.get(name)).join(', and ');
			yield found(subject, {
				message: `${subject.name} has ${rights}: whoever takes it over can ${can}.`,
				evidence: [
					...(privileged ? [api(`${container.name} HostConfig.Privileged`, 'true', 'false')] : []),
					...added.map(name => api(`${container.name} HostConfig.CapAdd`, name, 'not added')),
				],
				fix: runAgain(
					subject,
					[...(privileged ? ['without --privileged'] : []), ...added.map(name => `without --cap-add ${name}`)].join(
						', ',
					),
				),
			});
		}
	},
};
