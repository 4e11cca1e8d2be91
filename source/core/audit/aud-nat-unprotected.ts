import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, networkFound, ownNetworks} from './found.js';
import {gatewayModes} from './gateway-modes.js';

export const audNatUnprotected: Rule = {
	id: 'aud-nat-unprotected',
	title: 'Network lets every port in',
	why: 'In gateway mode nat-unprotected every port of every container is open from outside, published or not.',
	severity: 'high',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			const open = gatewayModes(network).filter(({mode}) => mode === 'nat-unprotected');
			if (open.length === 0) continue;
			yield networkFound(network, {
				message: `${network.name} is in gateway mode nat-unprotected: every port of its containers is open to whoever has a route to them.`,
				evidence: open.map(({option, mode}) => api(`${network.name} Options.${option}`, mode, 'nat or routed')),
				fix: createAgain(network, 'in gateway mode nat, and publish the ports that are meant to be open'),
			});
		}
	},
};
