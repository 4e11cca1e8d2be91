import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {leadsOut} from '../plan/endpoint-order.js';
import {isAffected} from './advisories.js';
import {runningContainers} from './members.js';
import {madeAnew} from './other-subnet.js';
import type {Rule} from './rule.js';
import {aboutContainer, api, measured} from './subjects.js';

/** Networks of the LAN's own range, behind a router of the LAN; ipvlan in other modes needs no gateway. */
const isOnLan = ({driver, options}: {readonly driver: string; readonly options: Readonly<Record<string, string>>}) =>
	driver === 'macvlan' || (driver === 'ipvlan' && (options.ipvlan_mode ?? 'l2') === 'l2');

/** Whether a default route was seen there; undefined: routes were not read. */
function hasDefaultRoute(container: {readonly host: string; readonly id: string}, {observations}: Snapshot) {
	const {routes} = observations.get(keyOf(container)) ?? {};
	return routes?.routes.some(({destination, rejects}) => destination === '0.0.0.0/0' && !rejects);
}

export const macvlanNoGateway: Rule = {
	id: 'macvlan-no-gateway',
	title: 'A macvlan or ipvlan network without a gateway',
	why: 'Since 29.0 the engine invents no gateway: without one of the user’s, containers reach their own subnet and nothing else.',
	severity: 'high',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const host = snapshot.hosts.get(container.host);
			const networks = container.sharesNetworkOf ? [] : networksOfNamespace(container, snapshot);
			for (const {network, endpoint} of networks) {
				const {name, driver, internal, subnets, options} = network;
				const isConfigured = subnets.some(({gateway}) => gateway && !gateway.includes(':'));
				if (!isOnLan(network) || internal || isConfigured || !endpoint.ipv4 || endpoint.gateway) continue;
				// Engines before invented one; without a parent, those since 28 do not either.
				if (!host || !isAffected(host, [{from: options.parent ? '29.0.0' : '28.0.0'}])) continue;
				const others = networks.filter(other => other.network !== network && leadsOut(other.network, 4));
				const seen = hasDefaultRoute(container, snapshot);
				if (others.length > 0 || seen) continue;
				yield {
					// A network without a parent leads nowhere anyway.
					...(!options.parent && {severity: 'low' as const}),
					confidence: seen === false ? ('observed' as const) : ('predicted' as const),
					subject: aboutContainer(container),
					message: `${container.name} (${endpoint.ipv4}) has no default route: ${name} (${driver}) was made without --gateway, and Docker ${host.version} invents none. It reaches its own subnet only.`,
					evidence: [
						api(`${name} IPAM.Config[].Gateway`, 'none', 'the address of the router'),
						api(`${container.name} NetworkSettings.Networks["${name}"] Gateway`, 'none', 'the address of the router'),
						...(seen === false
							? [measured(`${container.name}: routes`, 'no default route', 'default via the router')]
							: []),
					],
					fix: {
						title: `Make ${name} anew with the router of the LAN as its gateway; if it is to lead nowhere, with --internal`,
						commands: madeAnew(
							network,
							subnets.map(subnet => (subnet.cidr.includes(':') ? subnet : {...subnet, gateway: 'ROUTER'})),
						),
						sideEffects: ['Its containers have to be disconnected first.'],
					},
				};
			}
		}
	},
};
