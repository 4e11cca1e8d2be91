import type {Fix, Subject} from '../model/finding.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Node} from '../model/swarm.js';
import {nothingCrossed, type Silent, silent} from './across-nodes.js';
import {listed} from './members.js';
import type {Rule} from './rule.js';
import {aboutNode, api} from './subjects.js';

/** A worker knows its peers only, by names like `lab-b-0123456789ab`, or by the number alone. */
function nodeOf({network: {host, details}, nodeAddress}: Silent, {swarms}: Snapshot): Subject {
	const node = swarms.get(host)?.nodes.find(({address}) => address === nodeAddress);
	if (node) return aboutNode(node);
	const peer = details?.peers.find(({address}) => address === nodeAddress)?.name.replace(/(^|-)[0-9a-f]{12}$/, '');
	return {kind: 'node', name: peer || nodeAddress, id: nodeAddress, host};
}

/** Nodes that run a task on the network, as the manager has it, of which this node's gossip about it knows nothing. */
function unheard({host, id, details}: Network, {hosts, swarms}: Snapshot): readonly Node[] {
	const {nodes = [], tasks = []} = swarms.get(host) ?? {};
	const own = hosts.get(host)?.swarm;
	const peers = details?.peers.map(({address}) => address) ?? [];
	// A node that has nothing on the network has no gossip about it.
	if (!own?.nodeAddress || !peers.includes(own.nodeAddress)) return [];
	const on = tasks.filter(
		({state, addresses}) => state === 'running' && addresses.some(({networkId}) => networkId === id),
	);
	const others = nodes.filter(
		node => node.state === 'ready' && node.id !== own.nodeId && on.some(({nodeId}) => nodeId === node.id),
	);
	// The manager may see a node by another address than its peers do: then at least their number is right.
	return peers.length > others.length ? [] : others.filter(({address}) => address && !peers.includes(address));
}

export const openPorts: Fix = {
	title: 'Let the swarm’s ports through between all nodes: 2377/tcp, 7946/tcp and /udp, 4789/udp',
	commands: [
		'iptables -L INPUT -n -v --line-numbers',
		'iptables -I INPUT -p udp --dport 4789 -j ACCEPT',
		'iptables -I INPUT -p tcp -m multiport --dports 2377,7946 -j ACCEPT',
		'iptables -I INPUT -p udp --dport 7946 -j ACCEPT',
	],
	sideEffects: ['The lines accept from anybody: add --source for the nodes only.'],
};

export const overlayPortsBlocked: Rule = {
	id: 'overlay-ports-blocked',
	title: 'Packets of overlays do not reach a node',
	why: 'Nodes tell each other names and addresses on port 7946; the packets themselves travel as VXLAN on UDP 4789. Where one of them is blocked, the rest looks well.',
	severity: 'critical',
	skip: snapshot =>
		[...snapshot.networks.values()].some(network => unheard(network, snapshot).length > 0)
			? undefined
			: nothingCrossed(snapshot),
	*check(snapshot) {
		const reported = new Set<string>();
		for (const network of snapshot.networks.values()) {
			for (const node of unheard(network, snapshot)) {
				if (reported.has(node.address ?? '')) continue;
				reported.add(node.address ?? '');
				yield {
					confidence: 'predicted',
					subject: aboutNode(node),
					message: `Node ${node.name} (${node.address}) runs tasks on ${network.name}, and is not among the peers that this node knows there: what nodes tell each other of names and addresses (7946 tcp and udp) does not get through.`,
					evidence: [
						api(
							`${network.name} Peers[].IP`,
							listed(network.details?.peers.map(({address}) => address) ?? []),
							`${node.address} among them`,
						),
						api(`${node.name} Status.State`, node.state),
					],
					fix: openPorts,
				};
			}
		}

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
				fix: openPorts,
			};
		}
	},
};
