import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {gatewayOf, type Membership, whyFirst} from '../plan/endpoint-order.js';
import {gates, lacks} from '../plan/gates.js';
import {hidesSenders} from '../plan/gateways.js';
import {quote} from '../plan/quote.js';
import {evidenceOf} from '../probes/evidence.js';
import {cutOff} from './conn-masquerade-missing.js';
import {lostGateway, lostPlaces, restoreGateway, restorePlace} from './lost-gateway.js';
import {dockerNetworks, listed, runningContainers} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, api, measured} from './subjects.js';

/** That the default gateway is on `wanted`, where it is on another network now. */
export function prefer(
	{network: wanted}: Membership,
	{network}: Membership,
	{name, host}: Container,
	snapshot: Snapshot,
): Fix {
	return lacks(snapshot.hosts.get(host), gates.gatewayPriority)
		? {
				title: `Take ${name} off ${network.name}, or give the networks names that sort the other way (from engine 28 on there are priorities)`,
				commands: [`docker network disconnect ${quote(network.name)} ${quote(name)}`],
				sideEffects: [`${name} no longer reaches what is on ${network.name}.`],
			}
		: {
				title: `Give ${wanted.name} the higher gateway priority`,
				commands: [
					`docker network disconnect ${quote(wanted.name)} ${quote(name)}`,
					`docker network connect --gw-priority 1 ${quote(wanted.name)} ${quote(name)}`,
				],
				sideEffects: [
					`Connections of ${name} on ${wanted.name} end, and what it sends outside leaves by that network.`,
					`Its aliases on ${wanted.name} must be given again, and an address of its own choice, too.`,
				],
			};
}

/** What it sends outside was measured to be lost on the network of its gateway, and another network of it leads out. */
function* cutOffs(snapshot: Snapshot): Iterable<Found> {
	for (const {network, asker, probe, fromHost} of cutOff(snapshot).values()) {
		const memberships = networksOfNamespace(asker, snapshot);
		const gateway = memberships.find(each => each.network === network);
		const better = memberships.find(each => each.network !== network && hidesSenders(each.network));
		if (!gateway || !better || hidesSenders(network)) continue;
		yield {
			severity: 'high',
			confidence: 'observed',
			subject: aboutContainer(asker),
			message: `The default gateway of ${asker.name} is on ${network.name}, which does not masquerade, as ${whyFirst(gateway, better)}, and not on ${better.network.name}: what it sends outside gets no answer.`,
			evidence: [
				api(`${asker.name} default gateway`, network.name, better.network.name),
				evidenceOf(probe),
				evidenceOf(fromHost),
			],
			fix: prefer(better, gateway, asker, snapshot),
		};
	}
}

/** Its routes were read, and those that the engine gave it are gone: the default one, or all to one of its networks. */
function* losses(snapshot: Snapshot): Iterable<Found> {
	for (const container of runningContainers(snapshot)) {
		const {name, ports} = container;
		const way = lostGateway(container, snapshot);
		const [down, ...more] = lostPlaces(container, snapshot);
		const gateway = way?.endpoint.gateway ?? '';
		const open = [...new Set(ports.flatMap(({hostPort}) => hostPort ?? []))].map(String);
		const unheard =
			open.length > 0 ? `, and who asks for its published ports (${listed(open)}) from elsewhere gets no answer` : '';
		const common = {confidence: 'observed', subject: aboutContainer(container)} as const;
		if (down)
			yield {
				...common,
				severity: 'high',
				message: `${name} has no route to ${listed([down, ...more].map(({network}) => network.name))}, which it is on: its interface there is down, or lost its address, so nobody there reaches it.`,
				evidence: [down, ...more].map(({network, endpoint}) =>
					measured(`${name}: routes to ${network.name}`, 'none', `one that has ${endpoint.ipv4}`),
				),
				fix: restorePlace(name),
			};
		else if (way)
			yield {
				...common,
				// Somebody may have taken it away to keep the container in.
				severity: open.length > 0 ? 'high' : 'medium',
				message: `${name} has no default route: the one via ${gateway} (${way.network.name}), which the engine gave it, is gone, so it gets nowhere outside its networks${unheard}.`,
				evidence: [
					measured(`${name}: default route`, 'none', `via ${gateway}`),
					api(`${name} NetworkSettings.Networks["${way.network.name}"].Gateway`, gateway),
				],
				fix: restoreGateway(name, gateway),
			};
	}
}

export const connWrongDefaultGateway: Rule = {
	id: 'conn-wrong-default-gateway',
	title: 'The default gateway is on the wrong network',
	why: 'What a container sends outside, and its published ports, go by the network of its default gateway, which the engine chooses.',
	severity: 'medium',
	*check(snapshot) {
		yield* losses(snapshot);
		yield* cutOffs(snapshot);
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
				fix: prefer(bridge, gateway, container, snapshot),
			};
		}
	},
};
