import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {type Holder, namesOfNetwork} from '../names/names-of-network.js';
import {commonNames, servedNetworks} from '../names/resolve.js';
import {identity, severityFor} from './dns-name-shadowed-by-other-network.js';
import {isPodman, listed, runningContainers} from './members.js';
import type {Found} from './rule.js';
import {aboutName, api} from './subjects.js';

const addressOf = ({ipv4, ipv6}: Holder) => ipv4 ?? ipv6 ?? 'no address';

/** Podman answers a container on several networks with all that any of them knows by a name. */
export function* mixedNames(snapshot: Snapshot): Iterable<Found> {
	const told = new Set<string>();
	for (const container of runningContainers(snapshot)) {
		if (container.sharesNetworkOf || !isPodman(container.host, snapshot)) continue;
		const networks = servedNetworks(container, snapshot);
		for (const {name} of networks.length > 1 ? commonNames(networks, snapshot) : []) {
			const [first, ...others] = networks.flatMap(network => {
				const holders = namesOfNetwork(network, snapshot).get(name);
				return holders ? [{network, holders}] : [];
			});
			const winners = new Set(first?.holders.map(identity));
			const hidden = others.find(other => other.holders.every(holder => !winners.has(identity(holder))));
			if (!first || !hidden) continue;
			const all = [first, hidden].flatMap(({network, holders}) => holders.map(holder => ({network, holder})));
			const key = `${name} ${keyOf(first.network)} ${keyOf(hidden.network)}`;
			if (told.has(key) || all.some(({holder}) => holder.container === container)) continue;
			told.add(key);
			yield {
				severity: severityFor(container, {name, holders: first.holders, hidden}),
				confidence: 'predicted',
				subject: aboutName(name, container.host),
				message: `In ${container.name}, which is on ${first.network.name} and ${hidden.network.name}, the name ${name} leads to ${listed(all.map(({holder}) => holder.name))}, in changing order: Podman answers with what all of its networks know.`,
				evidence: all.map(({network, holder}) =>
					api(`${network.name}: ${name}`, `${holder.name} ${addressOf(holder)}`, 'a name of one owner'),
				),
				fix: {
					title: `Ask for one of them by a name of its own, or give one another alias`,
					commands: all.map(({holder}) => `# use ${holder.name} instead of ${name}`),
					sideEffects: [],
				},
			};
		}
	}
}
