import {findNetwork} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {isGone} from '../rules/net-missing-reference.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers} from './found.js';

export const audMissingNetworkRef: Rule = {
	id: 'aud-missing-network-ref',
	title: 'Stopped container needs a network that is gone',
	why: 'The engine looks for the network by its id: the container cannot start, even where a network of the same name exists.',
	severity: 'high',
	sameAs: 'net-missing-reference',
	skip: ({networks}) => (networks.size === 0 ? 'no network is known' : undefined),
	*check(snapshot) {
		for (const container of ownContainers(snapshot)) {
			if (!['created', 'exited', 'dead'].includes(container.state)) continue;
			for (const endpoint of container.endpoints) {
				if (!isGone(endpoint, container, snapshot)) continue;
				const {networkName, networkId} = endpoint;
				const project = container.labels['com.docker.compose.project'];
				const exists = findNetwork(snapshot, container.host, networkName) !== undefined;
				const pair = `${quote(networkName)} ${quote(container.name)}`;
				yield containerFound(container, {
					message: `${container.name} is to join ${networkName}, which ${exists ? 'was made anew with another id' : 'no longer exists'}: it cannot start.`,
					evidence: [
						api(
							`${container.name} NetworkSettings.Networks.${networkName}.NetworkID`,
							networkId || 'empty',
							'the id of a network that exists',
						),
					],
					fix: {
						title: `Connect ${container.name} to a ${networkName} that exists`,
						commands: [
							...(exists ? [] : [`docker network create ${quote(networkName)}`]),
							`docker network disconnect --force ${pair}`,
							`docker network connect ${pair}`,
						],
						sideEffects: [
							...(project && !exists
								? [
										`Compose refuses a network that it did not make: remove ${container.name}, and have Compose start ${project} again.`,
									]
								: []),
							`Aliases and fixed addresses that ${container.name} had there must be given again.`,
						],
					},
				});
			}
		}
	},
};
