import type {Host} from '../model/host.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf, networksOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {dockerHosts, hostFound} from './found.js';

type Tunnel = {readonly network: Network; readonly address: string};

/** Where overlays' packets arrive on this host: the gossip has it with each container of the host's own. */
function tunnelOf({id}: Host, snapshot: Snapshot): Tunnel | undefined {
	for (const network of networksOf(snapshot, id)) {
		const own = new Set(membersOf(network, snapshot).map(({endpoint}) => endpoint.ipv4));
		const address = network.details?.known.find(each => own.has(each.address))?.hostAddress;
		if (network.driver === 'overlay' && address !== undefined) return {network, address};
	}

	return undefined;
}

/** Of a swarm with a single node nothing crosses the network. */
const inSwarm = (snapshot: Snapshot) =>
	dockerHosts(snapshot).filter(
		({id, swarm}) => swarm.state === 'active' && snapshot.swarms.get(id)?.nodes.length !== 1,
	);

export const audOverlayNotIsolatedPlane: Rule = {
	id: 'aud-overlay-not-isolated-plane',
	title: "Swarm's management and its containers share a network",
	why: 'Traffic of containers can crowd the management out, and who sits between the nodes sees both.',
	severity: 'low',
	benchmark: '7.9',
	skip: snapshot =>
		inSwarm(snapshot).every(host => !tunnelOf(host, snapshot)) && inSwarm(snapshot).length > 0
			? 'the engine tells its data path only while a container of its own is on an overlay network'
			: undefined,
	*check(snapshot) {
		for (const host of inSwarm(snapshot)) {
			const tunnel = tunnelOf(host, snapshot);
			if (!tunnel || tunnel.address !== host.swarm.nodeAddress) continue;
			yield hostFound(host, {
				message: `${host.name} has its swarm's management and the traffic of overlay networks on one address, ${tunnel.address}.`,
				evidence: [
					api('info Swarm.NodeAddr', tunnel.address),
					api(`${tunnel.network.name} Services[].Tasks[].Info["Host IP"]`, tunnel.address, 'another address'),
				],
				fix: {
					title: 'Let the node join the swarm again with --data-path-addr, where the host has a second network',
					commands: [],
					sideEffects: ['What runs on the node moves to others meanwhile.'],
				},
			});
		}
	},
};
