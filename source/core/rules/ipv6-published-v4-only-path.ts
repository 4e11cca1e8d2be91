import type {Container} from '../model/container.js';
import {networksOfNamespace} from '../names/resolve.js';
import {gatewayOf} from '../plan/endpoint-order.js';
import {isAffected} from './advisories.js';
import {listed, runningContainers} from './members.js';
import {publishedPorts} from './published.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

/** Asked for without an address, which means all of both versions, and there on IPv4 only. */
function onIpv4Only(container: Container): readonly string[] {
	const {details} = container;
	const published = publishedPorts(container);
	const hasBinding = (address: string, containerPort: number, protocol: string) =>
		published.some(
			port => port.hostIp === address && port.containerPort === containerPort && port.protocol === protocol,
		);
	const asked = (details?.requestedPorts ?? []).flatMap(({hostIp, containerPort, protocol}) =>
		!hostIp && hasBinding('0.0.0.0', containerPort, protocol) && !hasBinding('::', containerPort, protocol)
			? [`${containerPort}/${protocol}`]
			: [],
	);
	return [...new Set(asked)];
}

export const ipv6PublishedV4OnlyPath: Rule = {
	id: 'ipv6-published-v4-only-path',
	title: 'Published ports answer by IPv4 only',
	why: 'From IPv6 to a container without it leads only the engine’s proxy: where that is off, or the host has no IPv6, [::1] is refused.',
	// Few miss it: most often the host has no IPv6.
	severity: 'low',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			const host = snapshot.hosts.get(container.host);
			// Releases before listed no IPv6 bindings, whether they were there or not.
			if (!host || container.sharesNetworkOf || !isAffected(host, [{from: '20.10.0'}])) continue;
			const way = gatewayOf(networksOfNamespace(container, snapshot), 4);
			const ports = onIpv4Only(container);
			const isChosen =
				way?.network.builtIn === false && 'com.docker.network.bridge.host_binding_ipv4' in way.network.options;
			if (!way || way.network.ipv6 || isChosen || ports.length === 0) continue;
			const {name} = container;
			yield {
				confidence: 'predicted' as const,
				subject: aboutContainer(container),
				message: `${name} publishes ${listed(ports)} on IPv4 only: ${way.network.name} has no IPv6, and the engine runs no proxy for it. Who asks the host by IPv6, localhost as ::1 too, is refused.`,
				evidence: [
					api(`${name} NetworkSettings.Ports`, ports.map(port => `0.0.0.0 for ${port}`).join(', '), ':: as well'),
					api(`${way.network.name} EnableIPv6`, 'false', 'true'),
				],
				fix: {
					title: `If IPv6 is wanted, give ${name} a network with IPv6, or the engine its proxy ("userland-proxy": true)`,
					commands: [`docker network create --ipv6 NETWORK`],
					sideEffects: [`${name} has to be made anew on that network.`],
				},
			};
		}
	},
};
