import {readCidr} from '../ip/range.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, networkFound, ownNetworks} from './found.js';

export const audOverlaySubnetLarge: Rule = {
	id: 'aud-overlay-subnet-large',
	title: 'Overlay network is larger than a /24',
	why: 'Virtual IPs of services get slow and fail beyond some 256 addresses on one overlay.',
	severity: 'medium',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			if (network.driver !== 'overlay') continue;
			const large = network.subnets.filter(({cidr}) => {
				const range = readCidr(cidr);
				return range?.version === 4 && range.prefix < 24;
			});
			if (large.length === 0) continue;
			yield networkFound(network, {
				message: `${network.name} is an overlay of ${large.map(({cidr}) => cidr).join(', ')}; services with a virtual IP are meant for a /24 at most.`,
				evidence: large.map(({cidr}) => api(`${network.name} IPAM.Config[].Subnet`, cidr, 'a /24 or smaller')),
				fix: createAgain(network, 'as several /24 networks, or with services in endpoint mode dnsrr'),
			});
		}
	},
};
