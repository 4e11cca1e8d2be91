import {hasNameService} from '../names/resolve.js';
import {namesOn} from '../plan/names-on.js';
import {membersOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {dockerNetworks} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

/** Octets of a label (RFC 1035). */
const longest = 63;

export const dnsLabelTooLong: Rule = {
	id: 'dns-label-too-long',
	title: 'A name is too long for DNS',
	why: 'Parts of a name have at most 63 characters; engines accept longer ones, and they never resolve.',
	severity: 'low',
	*check(snapshot) {
		for (const network of dockerNetworks(snapshot)) {
			if (!hasNameService(network)) continue;
			for (const {container, endpoint} of membersOf(network, snapshot)) {
				const name = namesOn(network, container, endpoint).find(each =>
					each.split('.').some(label => label.length > longest),
				);
				if (!name) continue;
				yield {
					confidence: 'predicted' as const,
					subject: aboutContainer(container),
					message: `${container.name} answers to ${name} on ${network.name}, which has a part of more than ${longest} characters: it never resolves.`,
					evidence: [
						api(
							`${container.name} NetworkSettings.Networks["${network.name}"] DNSNames`,
							name,
							`at most ${longest} characters between dots`,
						),
					],
					fix: {
						title: 'Give it a shorter alias',
						commands: [
							`docker network disconnect ${quote(network.name)} ${quote(container.name)}`,
							`docker network connect --alias SHORT ${quote(network.name)} ${quote(container.name)}`,
						],
						sideEffects: [`Connections of ${container.name} on ${network.name} end.`],
					},
				};
			}
		}
	},
};
