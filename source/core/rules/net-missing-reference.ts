import type {Container, Endpoint} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {containersOf, findNetwork} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {type FailedStart, failedStarts} from './failed-starts.js';
import {isPodman} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

const swarmId = /^[\da-z]{25}$/;

/** Whether a stopped container is on a network that is not there. */
export function isGone({networkId, networkName}: Endpoint, {host}: Container, snapshot: Snapshot): boolean {
	if (snapshot.networks.has(keyOf({host, id: networkId}))) return false;
	// Podman knows networks by name; a worker knows a network of the swarm only while it is in use there.
	if (isPodman(host, snapshot)) return !findNetwork(snapshot, host, networkName);
	return !swarmId.test(networkId) || snapshot.hosts.get(host)?.swarm.manager === true;
}

function found(container: Container, failure: FailedStart | undefined, snapshot: Snapshot): Found | undefined {
	const {name, host, endpoints, networkMode} = container;
	const gone = endpoints.find(endpoint => endpoint.networkId !== '' && isGone(endpoint, container, snapshot));
	if (!gone && !failure) return undefined;
	const network = gone?.networkName ?? endpoints[0]?.networkName ?? networkMode;
	const exists = findNetwork(snapshot, host, network) !== undefined;
	return {
		// Nobody tried to start it yet, or somebody may never want to.
		...(!failure && {severity: 'low' as const}),
		confidence: failure ? 'observed' : 'predicted',
		subject: aboutContainer(container),
		message: `${name} cannot start: its network ${network} is not there${gone ? ` (id ${gone.networkId.slice(0, 12)})` : ''}${exists && gone ? ', and the one of that name is another' : ''}.`,
		evidence: [
			...(gone ? [api(`${name} NetworkSettings.Networks["${network}"].NetworkID`, gone.networkId)] : []),
			...(failure ? [api(failure.at, failure.error)] : []),
		],
		fix: {
			title: exists
				? `Take ${name} off the network that is gone, and connect it to the one that is there`
				: `Make ${network} again, and connect ${name} to it in place of the one that is gone`,
			commands: [
				...(exists ? [] : [`docker network create ${quote(network)}`]),
				`docker network disconnect --force ${quote(network)} ${quote(name)}`,
				`docker network connect ${quote(network)} ${quote(name)}`,
				`docker start ${quote(name)}`,
			],
			sideEffects: [
				'Aliases and fixed addresses have to be given again.',
				...(exists ? [] : [`${network} gets a subnet and options of the engine’s choice, unless they are given.`]),
			],
		},
	};
}

export const netMissingReference: Rule = {
	id: 'net-missing-reference',
	title: 'A container wants a network that is gone',
	why: 'It keeps the id of the network, not its name: one made anew under the same name is another, and the start fails.',
	severity: 'critical',
	*check(snapshot) {
		const all = failedStarts(netMissingReference.id, snapshot);
		const failed = new Map(all.map(each => [each.subject.id, each]));
		for (const host of snapshot.hosts.keys()) {
			for (const container of containersOf(snapshot, host)) {
				const {id, state, detailed} = container;
				const failure = failed.get(id);
				// Podman removes no network that a container is on.
				if (!detailed || !['created', 'exited', 'dead'].includes(state) || (!failure && isPodman(host, snapshot)))
					continue;
				const one = found(container, failure, snapshot);
				if (one) yield one;
			}
		}

		for (const {subject, at, error, container} of all) {
			if (container) continue;
			yield {
				confidence: 'observed',
				subject,
				message: `Tasks of ${subject.name} do not start: a network of theirs is not there (${error}).`,
				evidence: [api(at, error)],
				fix: {
					title: `See which networks ${subject.name} is told to use, and give it one that is there`,
					commands: [
						`docker service inspect --pretty ${quote(subject.name)}`,
						`docker service update --network-rm GONE --network-add NETWORK ${quote(subject.name)}`,
					],
					sideEffects: ['All tasks of the service are replaced.'],
				},
			};
		}
	},
};
