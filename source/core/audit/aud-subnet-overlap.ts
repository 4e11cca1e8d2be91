import {overlapping, overlaps, readCidr} from '../ip/range.js';
import type {Network, Subnet} from '../model/network.js';
import {networksOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, networkFound} from './found.js';

type Block = {readonly network: Network; readonly subnet: Subnet};

function touch(one: string | undefined, other: string | undefined): boolean {
	const ranges = [one, other].map(cidr => (cidr === undefined ? undefined : readCidr(cidr)));
	return ranges[0] !== undefined && ranges[1] !== undefined && overlaps(ranges[0], ranges[1]);
}

/** Networks on one LAN have its subnet in common and share it out by ranges. */
function isSharedOut({subnet: one}: Block, {subnet: other}: Block): boolean {
	return (
		one.cidr === other.cidr &&
		one.ipRange !== undefined &&
		other.ipRange !== undefined &&
		!touch(one.ipRange, other.ipRange)
	);
}

export const audSubnetOverlap: Rule = {
	id: 'aud-subnet-overlap',
	title: 'Subnets of two networks overlap',
	why: 'The host has two routes for the same addresses: packets go to the wrong network, and the engine does not always refuse it.',
	severity: 'high',
	sameAs: 'ipam-pool-overlap',
	*check(snapshot) {
		for (const host of snapshot.hosts.keys()) {
			const blocks = networksOf(snapshot, host)
				// A configuration has the subnet of the networks that are made from it.
				.filter(({configOnly}) => !configOnly)
				.flatMap(network => network.subnets.map((subnet): Block => ({network, subnet})));
			for (const [one, other] of overlapping(blocks, ({subnet}) => readCidr(subnet.cidr))) {
				if (other.network === one.network || isSharedOut(one, other)) continue;
				// Of the same one as doctor's rule.
				const [theirs, mine] = one.network.builtIn ? [other, one] : [one, other];
				yield networkFound(theirs.network, {
					message: `${theirs.network.name} (${theirs.subnet.cidr}) overlaps ${mine.network.name} (${mine.subnet.cidr}): packets for the common addresses may go to either.`,
					evidence: [mine, theirs].map(({network, subnet}) =>
						api(`${network.name} IPAM.Config[].Subnet`, subnet.cidr, 'no address in common'),
					),
					fix: createAgain(theirs.network, 'with a free --subnet'),
				});
			}
		}
	},
};
