import {networksOfNamespace} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {isPodman, runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

export const macvlanHostUnreachable: Rule = {
	id: 'macvlan-host-unreachable',
	title: 'A macvlan or ipvlan container and its own host cannot reach each other',
	why: 'The kernel passes nothing between a parent interface and its children, by design; the rest of the LAN gets there.',
	severity: 'info',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			if (container.sharesNetworkOf) continue;
			for (const {network, endpoint} of networksOfNamespace(container, snapshot)) {
				const {parent} = network.options;
				if (!['macvlan', 'ipvlan'].includes(network.driver) || network.internal) continue;
				// Podman's networks always have one, and its API does not tell which.
				if (!parent && !isPodman(network.host, snapshot)) continue;
				const address = endpoint.ipv4 ?? endpoint.ipv6;
				const mode = network.options[`${network.driver}_mode`] ?? (network.driver === 'macvlan' ? 'bridge' : 'l2');
				// Containers of the other macvlan modes do not reach one another on the host; all children of an ipvlan parent have one mode.
				const hasShim = network.driver === 'ipvlan' || mode === 'bridge';
				yield {
					confidence: 'predicted',
					subject: aboutContainer(container),
					message: `${container.name} (${address}) is on ${network.name}, a ${network.driver} network on ${parent ?? 'an interface that Podman does not tell'}: the engine’s host cannot reach it, nor it the host.`,
					evidence: [
						api(`${network.name} Driver`, network.driver),
						api(`${network.name} Options.parent`, parent ?? 'not told'),
					],
					fix: hasShim
						? {
								title: `Give the host an interface of its own on ${parent ?? 'that interface'}, or the container a bridge network besides`,
								commands: [
									`ip link add docknet-shim link ${parent ?? 'PARENT'} type ${network.driver} mode ${mode}`,
									'ip link set docknet-shim up',
									`ip route add ${address}/${address?.includes(':') ? 128 : 32} dev docknet-shim`,
								],
								sideEffects: ['The interface and the route are gone after a restart of the host.'],
							}
						: {
								title: `Connect ${container.name} to a bridge network besides: in macvlan mode ${mode} an interface of the host’s own does not help`,
								commands: [`docker network connect BRIDGE ${quote(container.name)}`],
								sideEffects: [
									`${container.name} can then be reached by the host, and leaves by one of the two networks.`,
								],
							},
				};
			}
		}
	},
};
