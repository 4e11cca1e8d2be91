import {overlaps, readCidr} from '../ip/range.js';
import type {Network} from '../model/network.js';
import {quote} from '../plan/quote.js';
import {failedStarts} from './failed-starts.js';
import {dockerNetworks} from './members.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

const outside = ['macvlan', 'ipvlan'];

/** The first two subnets of both that share addresses. */
function shared(one: Network, other: Network): readonly [string, string] | undefined {
	for (const {cidr} of one.subnets) {
		for (const {cidr: theirs} of other.subnets) {
			const [range, their] = [readCidr(cidr), readCidr(theirs)];
			if (range && their && overlaps(range, their)) return [cidr, theirs];
		}
	}

	return undefined;
}

export const ipamPoolOverlap: Rule = {
	id: 'ipam-pool-overlap',
	title: 'The subnets of two networks overlap',
	why: 'Who is on both, and the host, can reach an address of one network only: packets for the other go astray.',
	severity: 'high',
	*check(snapshot) {
		// Two networks on one LAN have its addresses on purpose.
		const networks = dockerNetworks(snapshot).filter(
			({configOnly, driver}) => !configOnly && !outside.includes(driver),
		);
		for (const [index, one] of networks.entries()) {
			for (const other of networks.slice(index + 1)) {
				const cidrs = one.host === other.host ? shared(one, other) : undefined;
				if (!cidrs) continue;
				const [subject, against] = one.builtIn ? [other, one] : [one, other];
				yield {
					confidence: 'predicted',
					subject: aboutNetwork(subject),
					message: `${one.name} (${cidrs[0]}) and ${other.name} (${cidrs[1]}) have addresses in common: packets for one may go to the other.`,
					evidence: [
						api(`${one.name} IPAM.Config[].Subnet`, cidrs[0], `no address of ${cidrs[1]}`),
						api(`${other.name} IPAM.Config[].Subnet`, cidrs[1]),
					],
					fix: {
						title: `Make ${subject.name} anew on a subnet that ${against.name} does not have`,
						commands: [
							`docker network rm ${quote(subject.name)}`,
							`docker network create --subnet SUBNET ${quote(subject.name)}`,
						],
						sideEffects: ['Its containers have to be disconnected first, and get other addresses.'],
					},
				};
			}
		}

		for (const {subject, at, error} of failedStarts(ipamPoolOverlap.id, snapshot)) {
			yield {
				confidence: 'observed',
				subject,
				message: `${subject.name} did not come up: ${error}`,
				evidence: [api(at, error)],
			};
		}
	},
};
