import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {networkFound, ownNetworks} from './found.js';
import {gatewayModes} from './gateway-modes.js';

export const audRoutedMode: Rule = {
	id: 'aud-routed-mode',
	title: 'Network is routed',
	why: 'The LAN sees the addresses of its containers: published ports are open to all that have a route.',
	severity: 'medium',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			const routed = gatewayModes(network).filter(({mode}) => mode === 'routed');
			if (routed.length === 0) continue;
			yield networkFound(network, {
				message: `${network.name} is in gateway mode routed: published ports of its containers are open at their own addresses to all that have a route.`,
				evidence: routed.map(({option, mode}) =>
					api(`${network.name} Options.${option}`, mode, 'nat, unless the LAN filters'),
				),
			});
		}
	},
};
