import {membersOf} from '../names/members.js';
import {listed} from '../rules/members.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {isBridgeOfDocker} from './default-bridge.js';
import {configureEngine, networkFound} from './found.js';

const option = 'com.docker.network.bridge.enable_icc';

export const audDefaultBridgeIcc: Rule = {
	id: 'aud-default-bridge-icc',
	title: 'Containers of the default bridge reach each other',
	why: 'They have nothing to do with each other but that none named a network: one that is taken over reaches all.',
	severity: 'medium',
	benchmark: '2.2',
	*check(snapshot) {
		for (const network of snapshot.networks.values()) {
			if (!isBridgeOfDocker(network, snapshot) || network.options[option] === 'false') continue;
			const {members} = membersOf(network, snapshot);
			if (members.length < 2) continue;
			const names = listed(members.map(({name}) => name));
			yield networkFound(network, {
				message: `${members.length} containers on ${network.name} reach every port of each other: ${names}.`,
				evidence: [api(`${network.name} Options.${option}`, network.options[option] ?? 'not set', 'false')],
				fix: configureEngine(snapshot.hosts.get(network.host), '"icc": false'),
			});
		}
	},
};
