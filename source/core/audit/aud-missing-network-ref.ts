import type {Container, Endpoint} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {findNetwork} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {containerFound, ownContainers} from './found.js';

const swarmId = /^[\da-z]{25}$/;

function isMissing({networkId, networkName}: Endpoint, {host}: Container, snapshot: Snapshot): boolean {
	if (snapshot.networks.has(keyOf({host, id: networkId}))) return false;
	const engine = snapshot.hosts.get(host);
	// Podman knows networks by name; a worker knows a network of the swarm only while it is in use there.
	if (engine?.engine === 'podman') return !findNetwork(snapshot, host, networkName);
	return !swarmId.test(networkId) || engine?.swarm.manager === true;
}

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
				if (!isMissing(endpoint, container, snapshot)) continue;
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
