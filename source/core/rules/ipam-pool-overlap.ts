import {overlapping, readCidr} from '../ip/range.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import {quote} from '../plan/quote.js';
import {failedStarts} from './failed-starts.js';
import {dockerNetworks} from './members.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

const outside = ['macvlan', 'ipvlan'];

type Block = {readonly network: Network; readonly cidr: string};

/** Networks of one host that share addresses: the first two subnets of both that do. */
function shared(networks: readonly Network[]): readonly (readonly [Block, Block])[] {
	const blocks = networks.flatMap(network => network.subnets.map(({cidr}): Block => ({network, cidr})));
	const told = new Set<string>();
	return overlapping(blocks, ({cidr}) => readCidr(cidr)).filter(([{network: one}, {network: other}]) => {
		const pair = `${keyOf(one)} ${keyOf(other)}`;
		if (one === other || one.host !== other.host || told.has(pair)) return false;
		told.add(pair);
		return true;
	});
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
		for (const [{network: one, cidr}, {network: other, cidr: their}] of shared(networks)) {
			const [subject, against] = one.builtIn ? [other, one] : [one, other];
			yield {
				confidence: 'predicted',
				subject: aboutNetwork(subject),
				message: `${one.name} (${cidr}) and ${other.name} (${their}) have addresses in common: packets for one may go to the other.`,
				evidence: [
					api(`${one.name} IPAM.Config[].Subnet`, cidr, `no address of ${their}`),
					api(`${other.name} IPAM.Config[].Subnet`, their),
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
