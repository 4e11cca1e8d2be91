import {quote} from '../plan/quote.js';
import {isPodman, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const netnsNone: Rule = {
	id: 'netns-none',
	title: 'A container has no network',
	why: 'It has only its loopback interface: it reaches nobody, and nobody reaches it.',
	severity: 'info',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const {name, networkMode, endpoints, sharesNetworkOf} = container;
			const isNone = networkMode === 'none';
			const left = endpoints.filter(({networkName}) => networkName !== 'none').length > 0;
			if (left || sharesNetworkOf || networkMode === 'host') continue;
			// Podman's rootless modes are no networks either.
			if (!isNone && isPodman(container.host, snapshot)) continue;
			yield {
				...(!isNone && {severity: 'low' as const}),
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: isNone
					? `${name} runs in network mode none: it has only lo, so it reaches nobody and nobody reaches it.`
					: `${name} was started on ${networkMode} and is on no network now: it has only lo.`,
				evidence: [
					api(`${name} HostConfig.NetworkMode`, networkMode),
					api(`${name} NetworkSettings.Networks`, endpoints.map(({networkName}) => networkName).join(', ') || 'none'),
				],
				fix: {
					title: `Give ${name} a network`,
					commands: [
						...(endpoints.length > 0 ? [`docker network disconnect none ${quote(name)}`] : []),
						`docker network connect NETWORK ${quote(name)}`,
					],
					sideEffects: [`Everything on that network can reach ${name}.`],
				},
			};
		}
	},
};
