import {readCidr} from '../ip/range.js';
import {usage} from '../ip/usage.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {impliesGateway} from '../views/network-rows.js';
import {createAgain, networkFound} from './found.js';

/** Percent. */
const nearlyFull = 75;
const almostFull = 90;

/** Addresses of IPv4 that are held, as far as this engine tells: on an overlay other nodes may hold more. */
function addressesOn(network: Network, snapshot: Snapshot): ReadonlySet<string> {
	const {live = [], known = []} = network.details ?? {};
	const told = [
		...membersOf(network, snapshot).map(({endpoint}) => endpoint.ipv4),
		...live.map(({ipv4}) => ipv4),
		...known.flatMap(({address, vip}) => [address, vip]),
	];
	return new Set(told.filter(address => address !== undefined));
}

export const audSubnetNearFull: Rule = {
	id: 'aud-subnet-near-full',
	title: 'Subnet is nearly full',
	why: 'Once it is full no container of the network starts.',
	severity: 'medium',
	sameAs: 'ipam-subnet-exhausted',
	*check(snapshot) {
		for (const network of snapshot.networks.values()) {
			if (network.configOnly) continue;
			const addresses = addressesOn(network, snapshot);
			for (const subnet of network.subnets) {
				if (readCidr(subnet.cidr)?.version !== 4) continue;
				const {used, total} = usage(subnet, addresses, impliesGateway(network));
				const percent = total === 0n ? 0 : Number((used * 100n) / total);
				if (percent < nearlyFull) continue;
				const part = subnet.ipRange ?? subnet.cidr;
				yield networkFound(network, {
					severity: percent >= almostFull ? 'high' : 'medium',
					message: `${network.name} has ${used} of the ${total} addresses of ${part} in use (${percent} %): ${total === used ? 'no' : total - used} more can start.`,
					evidence: [
						api(`${network.name} addresses of ${part} in use`, `${used} of ${total}`, `less than ${nearlyFull} %`),
					],
					fix: createAgain(network, 'with a larger --subnet'),
				});
			}
		}
	},
};
