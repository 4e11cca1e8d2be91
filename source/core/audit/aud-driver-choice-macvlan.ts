import {readCidr} from '../ip/range.js';
import type {Evidence} from '../model/finding.js';
import type {Network, Subnet} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {versionAtLeast} from '../plan/gates.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, networkFound, ownNetworks} from './found.js';

/** Before, the engine chose a gateway itself, and does not tell it. */
const noGatewayFrom = '29';

type Lack = {readonly says: string; readonly flag: string; readonly evidence: Evidence};

function lacks({name, host}: Network, {cidr, ipRange, gateway}: Subnet, {hosts}: Snapshot): readonly Lack[] {
	const {engine, version = ''} = hosts.get(host) ?? {};
	const needsGateway = engine === 'docker' && versionAtLeast(version, noGatewayFrom);
	return [
		...(ipRange === undefined
			? [
					{
						says: `gives addresses from all of ${cidr}, which the LAN's own DHCP server may give too`,
						flag: '--ip-range',
						evidence: api(`${name} IPAM.Config[].IPRange`, 'not set', `a part of ${cidr} that nobody else gives from`),
					},
				]
			: []),
		...(gateway === undefined && needsGateway
			? [
					{
						says: `has no gateway in ${cidr}: its containers have no way out`,
						flag: '--gateway',
						evidence: api(`${name} IPAM.Config[].Gateway`, 'not set', "the LAN's router"),
					},
				]
			: []),
	];
}

export const audDriverChoiceMacvlan: Rule = {
	id: 'aud-driver-choice-macvlan',
	title: 'macvlan network leaves out what its LAN needs',
	why: 'On a LAN others give addresses too: the same one twice cuts both off, now and then.',
	severity: 'low',
	*check(snapshot) {
		for (const network of ownNetworks(snapshot)) {
			const {name, driver, internal, configOnly, options, subnets} = network;
			// Without a parent it is on no LAN.
			if (driver !== 'macvlan' || internal || configOnly || !options.parent) continue;
			const found = subnets
				.filter(({cidr}) => readCidr(cidr)?.version === 4)
				.flatMap(subnet => lacks(network, subnet, snapshot));
			if (found.length === 0) continue;
			yield networkFound(network, {
				message: `${name} on ${options.parent} ${found.map(({says}) => says).join('; it ')}.`,
				evidence: found.map(({evidence}) => evidence),
				fix: createAgain(network, `with ${[...new Set(found.map(({flag}) => flag))].join(' and ')}`),
			});
		}
	},
};
