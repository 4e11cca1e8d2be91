import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {membersOf} from '../plan/of-host.js';
import type {Rule} from '../rules/rule.js';
import {api} from '../rules/subjects.js';
import {createAgain, isTask, networkFound, ownNetworks} from './found.js';

/** Single containers on it, on all nodes; undefined: other nodes may have some, and nobody here is told. */
function singlesOn(network: Network, snapshot: Snapshot): number | undefined {
	const here = membersOf(network, snapshot).filter(({container}) => !isTask(container)).length;
	const known = network.details?.known ?? [];
	const elsewhere = known.filter(({service}) => service === '').length;
	if (here + elsewhere > 0) return here + elsewhere;
	// The gossip of a network reaches only nodes that have a container on it.
	return known.length > 0 || snapshot.swarms.get(network.host)?.nodes.length === 1 ? 0 : undefined;
}

const attachable = (snapshot: Snapshot) =>
	ownNetworks(snapshot)
		.filter(network => network.attachable && network.driver === 'overlay')
		.map(network => ({network, singles: singlesOn(network, snapshot)}));

export const audAttachableOverlay: Rule = {
	id: 'aud-attachable-overlay',
	title: 'Overlay network is open to single containers, and none uses it',
	why: 'Whoever may run a container on any node can join it, and reach the services on it.',
	severity: 'low',
	skip: snapshot => {
		const all = attachable(snapshot);
		const isUnknown = all.length > 0 && all.every(({singles}) => singles === undefined);
		return isUnknown
			? 'who is on attachable networks from other nodes is told only to nodes that are on them'
			: undefined;
	},
	*check(snapshot) {
		for (const {network, singles} of attachable(snapshot)) {
			if (singles !== 0) continue;
			yield networkFound(network, {
				message: `${network.name} lets single containers of any node join, and none has: services need no such network.`,
				evidence: [
					api(`${network.name} Attachable`, 'true', 'false'),
					api(`${network.name} containers that are no tasks`, '0'),
				],
				fix: createAgain(network, 'without --attachable'),
			});
		}
	},
};
