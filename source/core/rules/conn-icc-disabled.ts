import type {Snapshot} from '../model/snapshot.js';
import {quote} from '../plan/quote.js';
import {dockerNetworks, listed, runningOn} from './members.js';
import {moving} from './moving.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

const option = 'com.docker.network.bridge.enable_icc';

export const connIccDisabled: Rule = {
	id: 'conn-icc-disabled',
	title: 'Containers of the network may not talk to each other',
	why: 'With inter-container traffic off, everything between the containers of a network is dropped, pings too.',
	severity: 'high',
	*check(snapshot: Snapshot) {
		for (const network of dockerNetworks(snapshot)) {
			// docker_gwbridge is like that by design.
			if (network.driver !== 'bridge' || network.options[option] !== 'false' || network.name === 'docker_gwbridge')
				continue;
			const members = runningOn(network, snapshot);
			if (members.length < 2) continue;
			const names = members.map(({container}) => container.name);
			const isDefault = network.name === 'bridge';
			const wide = `${network.name}-open`;
			const move = moving(members, network.name, wide);
			yield {
				// On the default bridge it is what the CIS benchmark asks for.
				...(isDefault && {severity: 'low' as const}),
				confidence: 'predicted' as const,
				subject: aboutNetwork(network),
				message: `${network.name} drops all traffic between its containers (${listed(names)}): ${isDefault ? '' : 'names resolve, and '}connections time out.`,
				evidence: [api(`${network.name} Options["${option}"]`, 'false', 'true')],
				fix: {
					title: 'Move them to a network that allows it: the option cannot be changed on this one',
					commands: [`docker network create ${quote(wide)}`, ...move.commands],
					sideEffects: [`All of them can then reach each other on ${wide}.`, ...move.sideEffects],
				},
			};
		}
	},
};
