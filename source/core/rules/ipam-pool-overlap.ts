import {overlapping, readCidr} from '../ip/range.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import {failures} from './error-rule.js';
import {dockerNetworks} from './members.js';
import {otherSubnet} from './other-subnet.js';
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

/** Whether anybody can have both before itself: the host, or a container. */
function meet(one: Network, other: Network, snapshot: Snapshot): boolean {
	const names = [one.name, other.name];
	if (names.includes('docker_gwbridge') || ![one, other].some(({driver}) => driver === 'overlay')) return true;
	const there = new Set(membersOf(other, snapshot).map(({container}) => container));
	return membersOf(one, snapshot).some(({container}) => there.has(container));
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
				// The host has no route to an overlay: only who is on both, as all of an overlay are on docker_gwbridge, has two ways.
				...(!meet(one, other, snapshot) && {severity: 'low' as const}),
				confidence: 'predicted',
				subject: aboutNetwork(subject),
				message: `${one.name} (${cidr}) and ${other.name} (${their}) have addresses in common: packets for one may go to the other.`,
				evidence: [
					api(`${one.name} IPAM.Config[].Subnet`, cidr, `no address of ${their}`),
					api(`${other.name} IPAM.Config[].Subnet`, their),
				],
				fix: otherSubnet(subject, `that ${against.name} does not have`),
			};
		}

		yield* failures(ipamPoolOverlap.id, snapshot, {});
	},
};
