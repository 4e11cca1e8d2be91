import type {Container} from '../model/container.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {ownerOf} from '../names/resolve.js';
import {enterNamespace} from '../plan/enter-namespace.js';
import type {Member} from '../plan/of-host.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {runningOn} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, api, measured} from './subjects.js';

const option = 'com.docker.network.driver.mtu';

/** The interface that has the endpoint's address or MAC, as measured. */
function interfaceOf({container, endpoint}: Member, snapshot: Snapshot) {
	const owner = ownerOf(container, snapshot);
	const interfaces = (owner && snapshot.observations.get(keyOf(owner))?.routes?.interfaces) ?? [];
	const [ipv4, ipv6] = [endpoint.ipv4, endpoint.ipv6];
	return interfaces.find(
		({name, addresses, mac}) =>
			// The address of an interface that is down is told of lo.
			name !== 'lo' &&
			(addresses.some(cidr => [ipv4, ipv6].includes(cidr.split('/')[0])) ||
				(mac !== undefined && mac === endpoint.mac)),
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

type Vanished = {
	readonly probe: Probed<'mtu'>;
	readonly from: Container;
	readonly to: Container;
	readonly network: Network;
};

/** Where larger packets between neighbours got no answer; not where small ones are lost, too, as then size proves nothing. */
function vanished(network: Network, snapshot: Snapshot): readonly Vanished[] {
	const members = runningOn(network, snapshot);
	return snapshot.probes.flatMap(probe => {
		const {mtu, interfaceMtu, vanishes} = (probe.kind === 'mtu' && probe.result) || {};
		if (probe.kind !== 'mtu' || !vanishes || !mtu || !interfaceMtu || mtu >= interfaceMtu) return [];
		const isLossy = snapshot.probes.some(
			other => other.kind === 'ping' && other.from === probe.from && other.result?.result === 'loss',
		);
		const from = members.find(({container}) => container.id === containerOf(probe))?.container;
		const to = members.find(({endpoint}) => [endpoint.ipv4, endpoint.ipv6].includes(probe.target))?.container;
		return from && to && !isLossy ? [{probe, from, to, network}] : [];
	});
}

/** It was measured, and no interface that was seen explains it. */
function unexplained({probe, from, to, network}: Vanished): Found {
	const {mtu, interfaceMtu} = probe.result!;
	return {
		confidence: 'observed',
		subject: aboutContainer(to),
		message: `Packets of more than ${mtu} bytes from ${from.name} to ${to.name} (${probe.target}) on ${network.name} vanish without an answer, though ${from.name} may send ${interfaceMtu}: something on the way, or the interface of ${to.name}, takes no larger ones.`,
		evidence: [
			measured(`largest packet from ${from.name} to ${probe.target}`, `${mtu}`, `${interfaceMtu}`),
			evidenceOf(probe),
		],
		fix: {
			title: 'Compare the MTU of the interfaces, of the bridge, and what the host’s firewall does to large packets',
			commands: [...[from, to].map(({name}) => `${enterNamespace(name)} ip link`), 'ip link'],
			sideEffects: [],
		},
	};
}

export const mtuMismatch: Rule = {
	id: 'mtu-mismatch',
	title: 'An interface has another MTU than its network',
	why: 'Packets that are larger than the receiving interface takes vanish without an answer: connections open, then hang.',
	severity: 'high',
	skip: ({observations, probes}) =>
		probes.some(({kind}) => kind === 'mtu') || [...observations.values()].some(({routes}) => routes)
			? undefined
			: 'no container’s interfaces were looked at',
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
			const measuredOnes = vanished(network, snapshot);
			const told = new Set(seen.flatMap(({container, mtu}) => (mtu === expected ? [] : [container])));
			yield* measuredOnes.filter(({from, to}) => !told.has(from) && !told.has(to)).map(unexplained);
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
						...measuredOnes.filter(({from, to}) => [from, to].includes(container)).map(({probe}) => evidenceOf(probe)),
						...(set ? [api(`${network.name} Options["${option}"]`, set)] : []),
					],
					fix: {
						title: `Give ${name} of ${container.name} the network’s MTU`,
						commands: [`${enterNamespace(container.name)} ip link set ${name} mtu ${expected}`],
						sideEffects: ['It holds until the container restarts; what set the other MTU may set it again.'],
					},
				};
			}
		}
	},
};
