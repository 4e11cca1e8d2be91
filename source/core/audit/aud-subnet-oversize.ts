import {readCidr} from '../ip/range.js';
import {membersOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, networkFound, ownNetworks} from './found.js';

const largest = 16;
const many = 50;

export const audSubnetOversize: Rule = {
	id: 'aud-subnet-oversize',
	title: 'Subnet is far larger than its network',
	why: 'The built-in pools hold about 30 such subnets, and each one hides 65,536 addresses of company networks and VPNs.',
	severity: 'low',
	sameAs: 'aud-overlay-subnet-large',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			// A subnet of the LAN is as large as the LAN is.
			if (network.driver !== 'bridge' && network.driver !== 'overlay') continue;
			const members = membersOf(network, snapshot).length;
			const large = network.subnets.filter(({cidr}) => {
				const range = readCidr(cidr);
				return range?.version === 4 && range.prefix <= largest;
			});
			if (large.length === 0 || members >= many) continue;
			const cidrs = large.map(({cidr}) => cidr).join(', ');
			yield networkFound(network, {
				message: `${network.name} holds ${cidrs} for ${members} ${members === 1 ? 'container' : 'containers'}.`,
				evidence: large.map(({cidr}) => api(`${network.name} IPAM.Config[].Subnet`, cidr, 'a /24')),
				fix: createAgain(
					network,
					'with a /24, or set default-address-pools of size 24 in /etc/docker/daemon.json first',
				),
			});
		}
	},
};
