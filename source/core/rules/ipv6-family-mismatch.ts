import type {Snapshot} from '../model/snapshot.js';
import {quote} from '../plan/quote.js';
import {dockerNetworks, listed, runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';

const disabled = (sysctls: Readonly<Record<string, string>> = {}) =>
	Object.entries(sysctls).find(
		([key, value]) => /^net\.ipv6\.conf\.(?!lo\.)[\w-]+\.disable_ipv6$/.test(key) && value === '1',
	);

export const ipv6FamilyMismatch: Rule = {
	id: 'ipv6-family-mismatch',
	title: 'A container lacks the IP version of its network',
	why: 'Address families are per network: a container without IPv6 cannot be reached by neighbours that use it.',
	severity: 'medium',
	*check(snapshot: Snapshot) {
		for (const network of dockerNetworks(snapshot)) {
			// An overlay has no IPv6 by itself.
			if (!network.ipv6 || !['bridge', 'macvlan', 'ipvlan'].includes(network.driver)) continue;
			const members = runningOn(network, snapshot).filter(({container}) => !container.sharesNetworkOf);
			const having = members.filter(({endpoint}) => endpoint.ipv6).map(({container}) => container.name);
			for (const {container, endpoint} of members) {
				if (endpoint.ipv6 || having.length === 0) continue;
				const {name, details} = container;
				const sysctl = disabled(details?.sysctls);
				yield {
					// Somebody asked for it; where there is IPv4 too, all still reach each other.
					...(sysctl && network.ipv4 && {severity: 'low' as const}),
					confidence: 'predicted' as const,
					subject: aboutContainer(container),
					message: `${network.name} has IPv6 and ${name} has no IPv6 address on it${sysctl ? `, as ${sysctl[0]} is 1` : ''}: ${listed(having)} cannot reach it by IPv6.`,
					evidence: [
						api(`${name} NetworkSettings.Networks["${network.name}"] GlobalIPv6Address`, 'none', 'an address'),
						api(`${network.name} EnableIPv6`, 'true'),
						...(sysctl ? [api(`${name} HostConfig.Sysctls["${sysctl[0]}"]`, '1', '0')] : []),
					],
					fix: sysctl
						? {title: `Make ${name} anew without that sysctl`, commands: [], sideEffects: []}
						: {
								title: `Connect ${name} again`,
								commands: [
									`docker network disconnect ${quote(network.name)} ${quote(name)}`,
									`docker network connect ${quote(network.name)} ${quote(name)}`,
								],
								sideEffects: [
									`Connections of ${name} on ${network.name} end, and its aliases there must be given again.`,
								],
							},
				};
			}
		}
	},
};
