import type {Subject} from '../model/finding.js';
import type {Snapshot} from '../model/snapshot.js';
import {nothingCrossed, type Silent, silent} from './across-nodes.js';
import type {Rule} from './rule.js';
import {aboutNode} from './subjects.js';

/** A worker knows its peers only, by names like `lab-b-0123456789ab`. */
function nodeOf({network: {host, details}, nodeAddress}: Silent, {swarms}: Snapshot): Subject {
	const node = swarms.get(host)?.nodes.find(({address}) => address === nodeAddress);
	if (node) return aboutNode(node);
	const peer = details?.peers.find(({address}) => address === nodeAddress)?.name.replace(/-[0-9a-f]{12}$/, '');
	return {kind: 'node', name: peer ?? nodeAddress, id: nodeAddress, host};
}

export const overlayPortsBlocked: Rule = {
	id: 'overlay-ports-blocked',
	title: 'Packets of overlays do not reach a node',
	why: 'Names still cross (port 7946), so all looks well; the packets themselves travel as VXLAN on UDP 4789.',
	severity: 'critical',
	skip: nothingCrossed,
	*check(snapshot) {
		const reported = new Set<string>();
		for (const each of silent(snapshot)) {
			const {network, nodeAddress, evidence} = each;
			if ('encrypted' in network.options || reported.has(nodeAddress)) continue;
			reported.add(nodeAddress);
			const subject = nodeOf(each, snapshot);
			yield {
				confidence: 'observed',
				subject,
				message: `Nothing of ${network.name} comes back from node ${subject.name} (${nodeAddress}), though its containers are known here: VXLAN (UDP 4789) does not get through.`,
				evidence,
				fix: {
					title: 'Let the swarm’s ports through between all nodes: 2377/tcp, 7946/tcp and /udp, 4789/udp',
					commands: [
						'iptables -L INPUT -n -v --line-numbers',
						'iptables -I INPUT -p udp --dport 4789 -j ACCEPT',
						'iptables -I INPUT -p tcp -m multiport --dports 2377,7946 -j ACCEPT',
						'iptables -I INPUT -p udp --dport 7946 -j ACCEPT',
					],
					sideEffects: ['The lines accept from anybody: add --source for the nodes only.'],
				},
			};
		}
	},
};
