import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {containersOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {failedStarts} from './failed-starts.js';
import {dockerNetworks} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, aboutNetwork, api} from './subjects.js';

type Live = NonNullable<Network['details']>['live'][number];

const isUp = ({state}: Container) => ['running', 'paused', 'restarting'].includes(state);

/** Left behind: nobody is in it, or its container is gone. Networks of a swarm have such ones of their own (load balancers, other nodes). */
function isStale({containerId, name}: Live, network: Network, snapshot: Snapshot): boolean {
	if (containerId.startsWith('ep-'))
		return !containersOf(snapshot, network.host).some(other => other.name === name && isUp(other));
	const isOfContainer = /^[\da-f]{64}$/.test(containerId);
	return isOfContainer && !snapshot.containers.has(keyOf({host: network.host, id: containerId}));
}

const fixFor = (network: string, name: string) => ({
	title: `Take ${name} off ${network}; where that does not help, restart the engine`,
	commands: [`docker network disconnect --force ${quote(network)} ${quote(name)}`],
	sideEffects: ['By its name, not its id: there is no container with that id.'],
});

export const netStaleEndpoint: Rule = {
	id: 'net-stale-endpoint',
	title: 'A place on a network outlived its container',
	why: 'It keeps its address and its name: the network cannot be removed, and a container of that name cannot join.',
	severity: 'high',
	*check(snapshot) {
		for (const {subject, at, error, container} of failedStarts(netStaleEndpoint.id, snapshot)) {
			const said = / in network (\S+)/.exec(error)?.[1];
			const network = said ?? container?.endpoints[0]?.networkName ?? container?.networkMode;
			yield {
				confidence: 'observed',
				subject: container ? aboutContainer(container) : subject,
				message: `${subject.name} does not start: a place of that name was left behind${network ? ` on ${network}` : ''}: ${error}`,
				evidence: [api(at, error)],
				...(network && {fix: fixFor(network, subject.name)}),
			};
		}

		for (const network of dockerNetworks(snapshot)) {
			// The networks `host` and `none` hold no addresses.
			if (network.scope !== 'local' || ['host', 'null'].includes(network.driver)) continue;
			for (const live of network.details?.live ?? []) {
				if (isStale(live, network, snapshot)) yield found(network, live);
			}
		}
	},
};

function found(network: Network, {containerId, name, ipv4, ipv6}: Live): Found {
	const address = ipv4 ?? ipv6;
	const isEmpty = containerId.startsWith('ep-');
	return {
		// One that was made between two answers of the engine looks the same.
		severity: isEmpty ? 'medium' : 'low',
		confidence: 'observed',
		subject: aboutNetwork(network),
		message: `${network.name} has a place for ${name}${address ? ` with ${address}` : ''}, ${isEmpty ? 'which nobody is in' : 'whose container is not there'}: the address stays taken, and ${network.name} cannot be removed.`,
		evidence: [api(`${network.name} Containers["${containerId}"].Name`, name, 'a container that is there')],
		fix: fixFor(network.name, name),
	};
}
