import type {Container} from '../model/container.js';
import {ownerOf} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {isoDate} from '../text/formats.js';
import {runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

/** Milliseconds: engines that start both at once may note the times the other way round. A restart takes longer. */
const slack = 100;

/** The other's network namespace is a newer one than that which it joined. */
export function isLeftBehind(container: Container, owner: Container): boolean {
	const [own, theirs] = [container.details?.startedAt, owner.details?.startedAt];
	return container !== owner && own !== undefined && theirs !== undefined && theirs > own + slack;
}

export const netnsSharedStale: Rule = {
	id: 'netns-shared-stale',
	title: 'A container is left in a network namespace that is gone',
	why: 'A restart makes a new network namespace: who shared the old one stays there, without interfaces.',
	severity: 'critical',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const owner = container.sharesNetworkOf ? ownerOf(container, snapshot) : undefined;
			if (owner?.state !== 'running' || !isLeftBehind(container, owner)) continue;
			const {name} = container;
			const [own, theirs] = [container.details!.startedAt!, owner.details!.startedAt!];
			yield {
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${name} shares the network of ${owner.name}, which was restarted after it: ${name} is still in the old namespace and has lost its network.`,
				evidence: [
					api(`${owner.name} State.StartedAt`, isoDate(theirs), `before ${isoDate(own)}`),
					api(`${name} State.StartedAt`, isoDate(own), `after ${isoDate(theirs)}`),
				],
				fix: {
					title: `Restart ${name}`,
					commands: [`docker restart ${quote(name)}`],
					sideEffects: [`Connections of ${name} end.`],
				},
			};
		}
	},
};
