import type {Holder} from '../names/names-of-network.js';
import {effectiveNames} from '../names/resolve.js';
import {isPodman, listed, runningContainers, serviceOf} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

const identity = ({container, service, name}: Holder) =>
	service?.id ?? (container && (serviceOf(container) ?? container.id)) ?? name;

export const dnsNameShadowedByOtherNetwork: Rule = {
	id: 'dns-name-shadowed-by-other-network',
	title: 'A name means different containers on two networks of a container',
	why: 'The first network that knows a name answers for it: who has the same name on another is never found by it.',
	severity: 'medium',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			if (container.sharesNetworkOf || container.endpoints.length < 2 || isPodman(container.host, snapshot)) continue;
			for (const {name, network, holders, shadowed} of effectiveNames(container, snapshot)) {
				const winners = new Set(holders.map(identity));
				const hidden = shadowed.find(other => other.holders.every(holder => !winners.has(identity(holder))));
				const isOwn = [...holders, ...(hidden?.holders ?? [])].some(holder => holder.container === container);
				if (!hidden || isOwn) continue;
				const [here, there] = [holders, hidden.holders].map(all => listed(all.map(holder => holder.name)));
				yield {
					confidence: 'predicted' as const,
					subject: aboutContainer(container),
					message: `In ${container.name} the name ${name} leads to ${here} on ${network.name}; ${there}, which has that name on ${hidden.network.name}, is not found by it.`,
					evidence: [
						api(`${network.name}: ${name}`, holders.map(({ipv4, ipv6}) => ipv4 ?? ipv6).join(', ')),
						api(`${hidden.network.name}: ${name}`, hidden.holders.map(({ipv4, ipv6}) => ipv4 ?? ipv6).join(', ')),
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
