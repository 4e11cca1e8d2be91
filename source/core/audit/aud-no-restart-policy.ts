import {quote} from '../plan/quote.js';
import {isShortLived} from '../rules/members.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers, withoutContainerDetails} from './found.js';

/** More are taken for no limit. */
const mostRetries = 5;

export const audNoRestartPolicy: Rule = {
	id: 'aud-no-restart-policy',
	title: 'Container is not started again after a failure',
	why: 'After a crash, or when the host starts anew, it stays down until somebody notices.',
	severity: 'low',
	benchmark: '5.15',
	skip: withoutContainerDetails,
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			const {details, state, name, labels} = container;
			const project = labels['com.docker.compose.project'];
			if (!details || state !== 'running' || isShortLived(container)) continue;
			const {name: policy, maximumRetries} = details.restartPolicy;
			const never = policy === '' || policy === 'no';
			if (!never && (policy !== 'on-failure' || maximumRetries <= mostRetries)) continue;
			yield containerFound(container, {
				message: never
					? `${name} has no restart policy: after a crash or a start of the host it stays down.`
					: `${name} is started again up to ${maximumRetries} times: a program that cannot start keeps the host busy.`,
				evidence: [
					never
						? api(`${name} HostConfig.RestartPolicy.Name`, policy || 'no', 'unless-stopped or on-failure')
						: api(
								`${name} HostConfig.RestartPolicy.MaximumRetryCount`,
								String(maximumRetries),
								`at most ${mostRetries}`,
							),
				],
				fix: {
					title: `Give ${name} a restart policy`,
					commands: [
						`docker update --restart ${never ? 'unless-stopped' : `on-failure:${mostRetries}`} ${quote(name)}`,
					],
					sideEffects: project
						? [`Compose forgets it when it makes ${name} again: set restart in the file of ${project} too.`]
						: [],
				},
			});
		}
	},
};
