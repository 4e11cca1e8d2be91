import type {Container} from '../model/container.js';
import {type Holder, namesOfNetwork} from '../names/names-of-network.js';
import {hasNameService} from '../names/resolve.js';
import type {Rule} from '../rules/rule.js';
import {aboutName, api} from '../rules/subjects.js';
import {found, ownNetworks} from './found.js';

/** Copies of one service share its name by intent. */
function serviceOf({labels}: Container): string | undefined {
	const {'com.docker.compose.project': project, 'com.docker.compose.service': service} = labels;
	return service === undefined ? labels['com.docker.swarm.service.name'] : `${project}/${service}`;
}

function isIntended(holders: readonly Holder[]): boolean {
	const services = new Set(holders.map(({container, service}) => service?.name ?? (container && serviceOf(container))));
	return services.size === 1 && !services.has(undefined);
}

export const audAliasCollision: Rule = {
	id: 'aud-alias-collision',
	title: 'Several containers answer to one name',
	why: 'The resolver gives all of their addresses in random order: clients land on any of them.',
	severity: 'high',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot).filter(hasNameService)) {
			for (const [name, holders] of namesOfNetwork(network, snapshot)) {
				const who = [...new Set(holders.map(holder => holder.name))];
				if (who.length < 2 || isIntended(holders)) continue;
				yield found(aboutName(name, network.host), {
					message: `${who.length} containers answer to ${name} on ${network.name} (${who.join(', ')}): each connection lands on any of them.`,
					evidence: holders.map(holder =>
						api(
							`${network.name}: ${name}`,
							`${holder.name} ${holder.ipv4 ?? holder.ipv6 ?? ''}`.trim(),
							'one container',
						),
					),
					fix: {
						title: `Connect all but one of them to ${network.name} again, with an alias of their own`,
						commands: [],
						sideEffects: ['Their connections over this network end.'],
					},
				});
			}
		}
	},
};
