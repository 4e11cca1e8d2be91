import {parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import type {Subnet} from '../model/network.js';
import {membersOf} from '../plan/of-host.js';
import {listed} from '../rules/members.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, networkFound, ownNetworks} from './found.js';

/** Whether the engine may give that address to anybody. */
function isGivenFrom({cidr, ipRange}: Subnet, text: string): boolean {
	const [range, address] = [readCidr(ipRange ?? cidr), parseAddress(text)];
	return range !== undefined && address !== undefined && contains(range, address);
}

export const audStaticIpInPool: Rule = {
	id: 'aud-static-ip-in-pool',
	title: 'Fixed address lies where the engine gives addresses from',
	why: 'While its container is stopped another may get the address, and the container does not start: Address already in use.',
	severity: 'low',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			// The swarm asks for the addresses that it gave itself.
			if (network.scope === 'swarm') continue;
			const fixed = membersOf(network, snapshot).flatMap(({container, endpoint: {requested}}) =>
				[requested.ipv4, requested.ipv6]
					.filter(address => address !== undefined)
					.filter(address => network.subnets.some(subnet => isGivenFrom(subnet, address)))
					.map(address => ({name: container.name, address})),
			);
			if (fixed.length === 0) continue;
			const ranges = network.subnets.map(({ipRange, cidr}) => ipRange ?? cidr).join(', ');
			yield networkFound(network, {
				message: `${network.name} gives addresses from ${ranges}, where ${listed(fixed.map(({name, address}) => `${name} (${address})`))} ${fixed.length === 1 ? 'has a fixed one' : 'have fixed ones'}: another container may take it first.`,
				evidence: fixed.map(({name, address}) =>
					api(`${name} NetworkSettings.Networks["${network.name}"].IPAMConfig`, address, `outside of ${ranges}`),
				),
				fix: createAgain(network, 'with an --ip-range that leaves the fixed addresses out'),
			});
		}
	},
};
