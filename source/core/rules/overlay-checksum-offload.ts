import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {evidenceOf} from '../probes/evidence.js';
import {type Asked, askedOf, nothingCrossed} from './across-nodes.js';
import {listed} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutNetwork} from './subjects.js';

/** Fewer time-outs may be chance. */
const fewest = 2;

function found(network: Network, nodeAddress: string, its: readonly Asked[]): Found | undefined {
	const [pings, connections] = (['ping', 'tcp'] as const).map(kind => its.filter(({probed}) => probed.kind === kind));
	const pinged = pings?.filter(({outcome}) => outcome === 'heard') ?? [];
	const lost = connections?.filter(({probed}) => probed.result?.result === 'timeout') ?? [];
	// A refusal is a TCP packet, too.
	if (connections?.some(({outcome}) => outcome === 'heard')) return undefined;
	if (pinged.length === 0 || lost.length < fewest) return undefined;
	const addresses = [...new Set(lost.map(({address}) => address))];
	return {
		// One may have a firewall of its own.
		...(addresses.length === 1 && {severity: 'medium'}),
		confidence: 'observed',
		subject: aboutNetwork(network),
		message: `On ${network.name} pings of node ${nodeAddress} are answered and no TCP connection is (${listed(addresses)}): the network card likely sends VXLAN packets with wrong checksums, which the other node drops, or a firewall lets pings through only.`,
		evidence: [...pinged.slice(0, 2), ...lost.slice(0, 3)].map(({probed}) => evidenceOf(probed)),
		fix: {
			title: 'Let the kernel compute the checksums, on each node, at the card that carries VXLAN',
			commands: ['ethtool -K INTERFACE tx-checksum-ip-generic off'],
			sideEffects: [
				'It costs some processor time, and holds until the next boot.',
				'Where VMware NSX uses port 4789 itself, the swarm must be made anew with --data-path-port 7789.',
			],
		},
	};
}

export const overlayChecksumOffload: Rule = {
	id: 'overlay-checksum-offload',
	title: 'Pings cross an overlay, TCP does not',
	why: 'Some network cards (VMware vmxnet3) break the checksums of what is inside VXLAN: pings have their own.',
	severity: 'high',
	skip: nothingCrossed,
	*check(snapshot: Snapshot) {
		const asked = snapshot.probes.flatMap(probed => askedOf(probed) ?? []);
		for (const network of snapshot.networks.values()) {
			const own = snapshot.hosts.get(network.host)?.swarm.nodeAddress;
			if (network.driver !== 'overlay' || !network.details || !own) continue;
			const elsewhere = network.details.known.filter(({hostAddress}) => hostAddress && hostAddress !== own);
			for (const nodeAddress of new Set(elsewhere.flatMap(({hostAddress}) => hostAddress ?? []))) {
				const there = elsewhere.filter(({hostAddress}) => hostAddress === nodeAddress).map(({address}) => address);
				const its = asked.filter(({probed, address}) => probed.host === network.host && there.includes(address));
				const one = found(network, nodeAddress, its);
				if (one) yield one;
			}
		}
	},
};
