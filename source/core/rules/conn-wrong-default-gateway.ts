import {networksOfNamespace} from '../names/resolve.js';
import {gatewayOf, whyFirst} from '../plan/endpoint-order.js';
import {gates, lacks} from '../plan/gates.js';
import {quote} from '../plan/quote.js';
import {dockerNetworks, listed, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const connWrongDefaultGateway: Rule = {
	id: 'conn-wrong-default-gateway',
	title: 'The default gateway is on a network that publishes no ports',
	why: 'Ports are published on the network of the default gateway: where that is no bridge, they answer nowhere.',
	severity: 'medium',
	*check(snapshot) {
		const docker = new Set(dockerNetworks(snapshot));
		for (const container of runningContainers(snapshot)) {
			const memberships = networksOfNamespace(container, snapshot);
			const gateway = gatewayOf(memberships, 4);
			const bridge = memberships.find(({network}) => network.driver === 'bridge' && !network.internal);
			const wanted = (container.details?.requestedPorts ?? []).map(
				({containerPort, protocol}) => `${containerPort}/${protocol}`,
			);
			if (!gateway || !bridge || !docker.has(bridge.network) || wanted.length === 0) continue;
			if (!['macvlan', 'ipvlan'].includes(gateway.network.driver)) continue;
			if (container.ports.some(({hostPort}) => hostPort !== undefined)) continue;
			const {name} = container;
			yield {
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `The default gateway of ${name} is on ${gateway.network.name} (${gateway.network.driver}), as ${whyFirst(gateway, bridge)}, and not on ${bridge.network.name}: its ports (${listed(wanted)}) are not published.`,
				evidence: [
					api(`${name} default gateway`, gateway.network.name, bridge.network.name),
					api(`${name} NetworkSettings.Ports`, 'none published', wanted.join(', ')),
				],
				fix: lacks(snapshot.hosts.get(container.host), gates.gatewayPriority)
					? {
							title: `Take ${name} off ${gateway.network.name}, or give the networks names that sort the other way (from engine 28 on there are priorities)`,
							commands: [`docker network disconnect ${quote(gateway.network.name)} ${quote(name)}`],
							sideEffects: [`${name} no longer reaches what is on ${gateway.network.name}.`],
						}
					: {
							title: `Give ${bridge.network.name} the higher gateway priority`,
							commands: [
								`docker network disconnect ${quote(bridge.network.name)} ${quote(name)}`,
								`docker network connect --gw-priority 1 ${quote(bridge.network.name)} ${quote(name)}`,
							],
							sideEffects: [
								`Connections of ${name} on ${bridge.network.name} end, and what it sends outside leaves by that network.`,
								`Its aliases on ${bridge.network.name} must be given again, and an address of its own choice, too.`,
							],
						},
			};
		}
	},
};
