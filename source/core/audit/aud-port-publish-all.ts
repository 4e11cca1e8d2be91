import {listed} from '../rules/members.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, runAgain, withoutContainerDetails} from './found.js';

export const audPortPublishAll: Rule = {
	id: 'aud-port-publish-all',
	title: 'Every exposed port is published',
	why: 'What is open on the host is decided by whoever made the image.',
	severity: 'medium',
	benchmark: '5.9',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			if (!container.details?.publishAll) continue;
			const ports = listed(container.details.exposedPorts.map(({port, protocol}) => `${port}/${protocol}`));
			yield containerFound(container, {
				message: `${container.name} publishes every port that it exposes (${ports || 'none now'}), each on a random port of every interface.`,
				evidence: [api(`${container.name} HostConfig.PublishAllPorts`, 'true', 'false')],
				fix: runAgain(container, 'with --publish for each port that is meant to be open'),
			});
		}
	},
};
