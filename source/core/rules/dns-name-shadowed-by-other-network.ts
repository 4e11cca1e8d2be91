import type {Container} from '../model/container.js';
import type {Severity} from '../model/finding.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import type {Holder} from '../names/names-of-network.js';
import {commonNames, type EffectiveName, type NetworkAnswer, servedNetworks} from '../names/resolve.js';
import {isPodman, listed, projectOf, runningContainers, serviceOf} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const identity = ({container, service, name}: Holder) =>
	service?.id ?? (container && (serviceOf(container) ?? container.id)) ?? name;

const addresses = (holders: readonly Holder[]) => listed(holders.map(({ipv4, ipv6}) => ipv4 ?? ipv6 ?? 'no address'));

const projectsOf = (holders: readonly Holder[]) =>
	holders.map(({container, service}) => projectOf(service ?? container ?? {labels: {}}));

/** What a project calls by a name is most likely its own; whoever is of neither, as a reverse proxy, goes by other names, unless it is told that one. */
export function severityFor(
	{labels, details}: Container,
	{name, holders, hidden}: {readonly name: string; readonly holders: readonly Holder[]; readonly hidden: NetworkAnswer},
): Severity {
	const own = projectOf({labels});
	const [winning, losing] = [projectsOf(holders), projectsOf(hidden.holders)];
	if (own !== undefined && losing.includes(own) && !winning.includes(own)) return 'high';
	const areForeign = losing.every(project => project !== undefined && project !== own);
	if (!areForeign) return 'medium';
	const isTold = (details?.wantedHosts ?? []).some(({host}) => host === name);
	return isTold && (own === undefined || !winning.includes(own)) ? 'medium' : 'low';
}

type Shadowed = EffectiveName & {readonly hidden: NetworkAnswer};

/** What is the same in each container of these networks. */
function shadowedOn(networks: readonly Network[], snapshot: Snapshot): readonly Shadowed[] {
	return commonNames(networks, snapshot).flatMap(answer => {
		const winners = new Set(answer.holders.map(identity));
		const hidden = answer.shadowed.find(other => other.holders.every(holder => !winners.has(identity(holder))));
		return hidden ? [{...answer, hidden}] : [];
	});
}

export const dnsNameShadowedByOtherNetwork: Rule = {
	id: 'dns-name-shadowed-by-other-network',
	title: 'A name means different containers on two networks of a container',
	why: 'The first network that knows a name answers for it: who has the same name on another is never found by it.',
	severity: 'medium',
	*check(snapshot) {
		const known = new Map<string, readonly Shadowed[]>();
		for (const container of runningContainers(snapshot)) {
			if (container.sharesNetworkOf || container.endpoints.length < 2 || isPodman(container.host, snapshot)) continue;
			const networks = servedNetworks(container, snapshot);
			const key = networks.map(keyOf).join(' ');
			const all = known.get(key) ?? shadowedOn(networks, snapshot);
			known.set(key, all);
			for (const {name, network, holders, hidden} of all) {
				if ([...holders, ...hidden.holders].some(holder => holder.container === container)) continue;
				const [here, there] = [holders, hidden.holders].map(all => listed(all.map(holder => holder.name)));
				yield {
					severity: severityFor(container, {name, holders, hidden}),
					confidence: 'predicted' as const,
					subject: aboutContainer(container),
					message: `In ${container.name} the name ${name} leads to ${here} on ${network.name}; ${there}, which has that name on ${hidden.network.name}, is not found by it.`,
					evidence: [
						api(`${network.name}: ${name}`, addresses(holders)),
						api(`${hidden.network.name}: ${name}`, addresses(hidden.holders)),
					],
					fix: {
						title: 'Ask with the network’s name, or give one of them another alias',
						commands: [`# use ${name}.${hidden.network.name} for ${there}`],
						sideEffects: [],
					},
				};
			}
		}
	},
};
