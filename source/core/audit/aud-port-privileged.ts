import {listed} from '../rules/members.js';
import {portText, publishedPorts} from '../rules/published.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain} from './found.js';

/** What a reverse proxy is for. */
const expected = new Set([80, 443]);

export const audPortPrivileged: Rule = {
	id: 'aud-port-privileged',
	title: 'Privileged port of the host is published',
	why: 'Ports below 1024 belong to services of the host; what listens there is trusted more than it may deserve.',
	severity: 'low',
	benchmark: '5.8',
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const low = publishedPorts(container).filter(({hostPort}) => hostPort < 1024 && !expected.has(hostPort));
			if (low.length === 0) continue;
			yield containerFound(container, {
				message: `${container.name} takes ${listed(low.map(portText))}: ${low.length === 1 ? 'a port' : 'ports'} of the host below 1024.`,
				evidence: low.map(port =>
					api(`${container.name} NetworkSettings.Ports`, portText(port), 'a host port from 1024'),
				),
				fix: runAgain(container, 'with a higher host port, or behind a reverse proxy on 80 and 443'),
			});
		}
	},
};
