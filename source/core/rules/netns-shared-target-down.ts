import {ownerOf} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {isPodman} from './members.js';
import type {Rule} from './rule.js';
import {findingOfError} from './start-errors.js';
import {aboutContainer, api} from './subjects.js';

const id = 'netns-shared-target-down';

export const netnsSharedTargetDown: Rule = {
	id,
	title: 'The container whose network is shared does not run',
	why: 'A network namespace goes with its container: who shares it has only lo, or cannot start.',
	severity: 'critical',
	*check(snapshot) {
		for (const container of snapshot.containers.values()) {
			const {name, state, sharesNetworkOf, error = '', networkMode} = container;
			if (!sharesNetworkOf) continue;
			const owner = ownerOf(container, snapshot);
			// Podman does not list what holds the namespace of a pod.
			if (!owner && isPodman(container.host, snapshot)) continue;
			const isDown = !owner || !['running', 'paused', 'restarting'].includes(owner.state);
			const cannotStart = state !== 'running' && findingOfError(error) === id;
			if (!cannotStart && !(state === 'running' && isDown)) continue;
			const whose = owner?.name ?? sharesNetworkOf.slice(0, 12);
			yield {
				confidence: 'observed' as const,
				subject: aboutContainer(container),
				message: cannotStart
					? `${name} cannot start: it shares the network of ${whose}. The engine says: ${error}`
					: `${name} shares the network of ${whose}, which ${owner ? `is ${owner.state}` : 'is gone'}: it has no network any more.`,
				evidence: [
					api(`${name} HostConfig.NetworkMode`, networkMode),
					api(`${whose} State.Status`, owner?.state ?? 'no such container', 'running'),
					...(error ? [api(`${name} State.Error`, error, '')] : []),
				],
				fix: owner
					? {
							title: `Start ${owner.name}, then ${name}`,
							commands: [`docker start ${quote(owner.name)}`, `docker restart ${quote(name)}`],
							sideEffects: [`Connections of ${name} end.`],
						}
					: {
							title: `Make ${name} anew, with the network of a container that exists`,
							commands: [`docker rm --force ${quote(name)}`],
							sideEffects: [`What ${name} has written outside of its volumes is lost.`],
						},
			};
		}
	},
};
