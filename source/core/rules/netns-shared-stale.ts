import {ownerOf} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {isoDate} from '../text/formats.js';
import {runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

/** Milliseconds: a container that is started right after the other has joined its namespace. */
const slack = 1000;

export const netnsSharedStale: Rule = {
	id: 'netns-shared-stale',
	title: 'A container is left in a network namespace that is gone',
	why: 'A restart makes a new network namespace: who shared the old one stays there, without interfaces.',
	severity: 'critical',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const owner = container.sharesNetworkOf ? ownerOf(container, snapshot) : undefined;
			const [own, theirs] = [container.details?.startedAt, owner?.details?.startedAt];
			if (owner?.state !== 'running' || own === undefined || theirs === undefined || theirs <= own + slack) continue;
			const {name} = container;
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
