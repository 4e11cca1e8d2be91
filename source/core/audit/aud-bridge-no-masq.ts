import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, networkFound, ownNetworks} from './found.js';
import {gatewayModes} from './gateway-modes.js';

const option = 'com.docker.network.bridge.enable_ip_masquerade';

export const audBridgeNoMasq: Rule = {
	id: 'aud-bridge-no-masq',
	title: 'Network does not masquerade',
	why: 'Answers from outside find the way back only where a route leads to the addresses of its containers.',
	severity: 'medium',
	sameAs: 'conn-masquerade-missing',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			if (network.options[option] !== 'false' || network.internal) continue;
			if (gatewayModes(network).some(({mode}) => mode === 'routed')) continue;
			yield networkFound(network, {
				message: `${network.name} has masquerading off: its containers reach the outside only where a route leads back to them.`,
				evidence: [api(`${network.name} Options.${option}`, 'false', 'not set, or gateway mode routed')],
				fix: createAgain(
					network,
					'with --opt com.docker.network.bridge.gateway_mode_ipv4=routed, or without that option',
				),
			});
		}
	},
};
