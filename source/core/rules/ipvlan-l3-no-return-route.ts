import {networksOfNamespace} from '../names/resolve.js';
import {evidenceOf} from '../probes/evidence.js';
import {heardFrom, isSilent, lanGateway} from './lan-gateway.js';
import {listed, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const ipvlanL3NoReturnRoute: Rule = {
	id: 'ipvlan-l3-no-return-route',
	title: 'An ipvlan l3 network that the LAN needs a route to',
	why: 'In modes l3 and l3s the host is a router without masquerading: what containers send arrives, and answers find no way back.',
	severity: 'high',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			if (container.sharesNetworkOf) continue;
			for (const {network, endpoint} of networksOfNamespace(container, snapshot)) {
				const {parent, ipvlan_mode: mode = ''} = network.options;
				if (network.driver !== 'ipvlan' || network.internal || !parent || !mode.startsWith('l3')) continue;
				const router = lanGateway(network, endpoint, snapshot);
				const {byContainer, byHost} = router ? heardFrom(router, container, snapshot) : {};
				const isLost = byContainer && byHost?.result?.result === 'ok' && isSilent(byContainer);
				if (byContainer && !isLost) continue;
				const {name} = container;
				const cidrs = listed(network.subnets.map(({cidr}) => cidr));
				yield {
					// Whether the router has the route is known only where it was asked.
					...(!isLost && {severity: 'info' as const}),
					confidence: isLost ? ('observed' as const) : ('predicted' as const),
					subject: aboutContainer(container),
					message: isLost
						? `${name} (${endpoint.ipv4 ?? endpoint.ipv6}) gets no answer from the router ${router}, which answers to the host: it has no route back to ${cidrs} (${network.name}, ipvlan ${mode}).`
						: `${name} is on ${network.name}, an ipvlan network in mode ${mode}: it reaches beyond the host only if routers there have a route to ${cidrs}.`,
					evidence: [
						...(byContainer && byHost && isLost ? [evidenceOf(byContainer), evidenceOf(byHost)] : []),
						api(`${network.name} Options.ipvlan_mode`, mode, ...(isLost ? ['l2, or a route on the router'] : [])),
					],
					fix: {
						title: 'Give the router of the LAN a route to the subnet by way of the engine’s host',
						commands: network.subnets.map(({cidr}) => `ip route add ${cidr} via HOST`),
						sideEffects: ['The whole LAN can then reach the containers.'],
					},
				};
			}
		}
	},
};
