import {keyOf} from '../model/reference.js';
import {containersOf} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {failedStarts} from './failed-starts.js';
import {isPodman} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const netMissingReference: Rule = {
	id: 'net-missing-reference',
	title: 'A container wants a network that is gone',
	why: 'It keeps the id of the network, not its name: one made anew under the same name is another, and the start fails.',
	severity: 'critical',
	*check(snapshot) {
		const failed = new Map(failedStarts(netMissingReference.id, snapshot).map(each => [each.subject.id, each]));
		for (const host of snapshot.hosts.keys()) {
			for (const container of isPodman(host, snapshot) ? [] : containersOf(snapshot, host)) {
				const {name, state, endpoints, detailed} = container;
				if (!detailed || !['created', 'exited', 'dead'].includes(state)) continue;
				const gone = endpoints.find(
					({networkId}) => networkId !== '' && !snapshot.networks.has(keyOf({host, id: networkId})),
				);
				const failure = failed.get(container.id);
				if (!gone && !failure) continue;
				const network = gone?.networkName ?? endpoints[0]?.networkName ?? container.networkMode;
				yield {
					// Nobody tried to start it yet, or somebody may never want to.
					...(!failure && {severity: 'low' as const}),
					confidence: failure ? 'observed' : 'predicted',
					subject: aboutContainer(container),
					message: `${name} cannot start: its network ${network} is not there${gone ? ` (id ${gone.networkId.slice(0, 12)})` : ''}.`,
					evidence: [
						...(gone ? [api(`${name} NetworkSettings.Networks["${network}"].NetworkID`, gone.networkId)] : []),
						...(failure ? [api(failure.at, failure.error)] : []),
					],
					fix: {
						title: `Take ${name} off the network that is gone, and connect it to the one that is there`,
						commands: [
							`docker network disconnect --force ${quote(network)} ${quote(name)}`,
							`docker network connect ${quote(network)} ${quote(name)}`,
							`docker start ${quote(name)}`,
						],
						sideEffects: ['Aliases and fixed addresses have to be given again.'],
					},
				};
			}
		}
	},
};
