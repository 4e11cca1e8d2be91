import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {ownerOf} from '../names/resolve.js';
import type {Member} from '../plan/of-host.js';
import {quote} from '../plan/quote.js';
import {runningOn} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api, measured} from './subjects.js';

const option = 'com.docker.network.driver.mtu';

/** The interface that has the endpoint's address or MAC, as measured. */
function interfaceOf({container, endpoint}: Member, snapshot: Snapshot) {
	const owner = ownerOf(container, snapshot);
	const interfaces = (owner && snapshot.observations.get(keyOf(owner))?.routes?.interfaces) ?? [];
	const [ipv4, ipv6] = [endpoint.ipv4, endpoint.ipv6];
	return interfaces.find(
		({addresses, mac}) =>
			addresses.some(cidr => [ipv4, ipv6].includes(cidr.split('/')[0])) || (mac !== undefined && mac === endpoint.mac),
	);
}

/** What its interfaces should have: as the bridge's option says, else what most of them have. */
function expectedOf({driver, options}: Network, all: readonly number[]): number | undefined {
	const set = Number(options[option]);
	// On an overlay the option is the MTU of what is beneath; macvlan and ipvlan ignore it.
	if (driver === 'bridge' && set > 0) return set;
	const count = (mtu: number) => all.filter(each => each === mtu).length;
	return [...all].sort((one, other) => count(other) - count(one) || other - one)[0];
}

export const mtuMismatch: Rule = {
	id: 'mtu-mismatch',
	title: 'An interface has another MTU than its network',
	why: 'Packets that are larger than the receiving interface takes vanish without an answer: connections open, then hang.',
	severity: 'high',
	skip: ({observations}) =>
		[...observations.values()].some(({routes}) => routes) ? undefined : 'no container’s interfaces were looked at',
	*check(snapshot: Snapshot) {
		for (const network of snapshot.networks.values()) {
			const seen = runningOn(network, snapshot).flatMap(member => {
				const {name, mtu} = interfaceOf(member, snapshot) ?? {};
				return name !== undefined && mtu !== undefined ? [{container: member.container, name, mtu}] : [];
			});
			const expected = expectedOf(
				network,
				seen.map(({mtu}) => mtu),
			);
			for (const {container, name, mtu} of seen) {
				if (expected === undefined || mtu === expected) continue;
				const others = seen.filter(other => other.mtu === expected).slice(0, 3);
				const set = network.options[option];
				yield {
					confidence: 'observed' as const,
					subject: aboutContainer(container),
					message: `${name} of ${container.name} has MTU ${mtu}, ${network.name} ${others.length > 0 ? `and ${others.map(each => each.container.name).join(', ')} have` : 'has'} ${expected}: packets over ${Math.min(mtu, expected)} bytes between them are dropped without an answer.`,
					evidence: [
						measured(`${container.name}: MTU of ${name}`, `${mtu}`, `${expected}`),
						...others.map(other => measured(`${other.container.name}: MTU of ${other.name}`, `${other.mtu}`)),
						...(set ? [api(`${network.name} Options["${option}"]`, set)] : []),
					],
					fix: {
						title: `Give ${name} of ${container.name} the network’s MTU`,
						commands: [
							`nsenter -t "$(docker inspect -f '{{.State.Pid}}' ${quote(container.name)})" -n ip link set ${name} mtu ${expected}`,
						],
						sideEffects: ['It holds until the container restarts; what set the other MTU may set it again.'],
					},
				};
			}
		}
	},
};
