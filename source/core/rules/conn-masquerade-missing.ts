import {parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace, ownerOf} from '../names/resolve.js';
import {gatewayOf, type Membership} from '../plan/endpoint-order.js';
import {doorOf, hasHost, hidesSenders} from '../plan/gateways.js';
import {containersOf, networksOf} from '../plan/of-host.js';
import {evidenceOf} from '../probes/evidence.js';
import {isForbidden} from '../probes/forbids-sending.js';
import type {Probed} from '../probes/probed.js';
import {oncePer} from '../views/memo.js';
import {askerOf} from './asker-of.js';
import {firewallOf, hidesAll, hiding, isWritten, unreadFirewall} from './host-firewall.js';
import {forwardsNothing} from './host-network.js';
import {routedElsewhere} from './ipam-host-route-overlap.js';
import {keptFromAsking} from './kept-from-asking.js';
import {lostBridge, lostGateway, restoreBridge} from './lost-gateway.js';
import {dockerNetworks, isPodman, runningOn} from './members.js';
import {losesPackets} from './perf-packet-loss.js';
import type {Found, Rule} from './rule.js';
import {aboutNetwork, api, ofHost} from './subjects.js';

const masquerade = 'com.docker.network.bridge.enable_ip_masquerade';

export function outsideAddress(probe: Probed, snapshot: Snapshot): string | undefined {
	const address = (probe.kind === 'tcp' || probe.kind === 'ping') && probe.result?.address;
	const parsed = address ? parseAddress(address) : undefined;
	if (!address || !parsed || /^(127\.|::1$)/.test(address)) return undefined;
	// Those of macvlan and ipvlan are of the LAN, where others are, too.
	const ranges = networksOf(snapshot, probe.host).flatMap(({driver, subnets}) =>
		/^(mac|ip)vlan$/.test(driver) ? [] : subnets.flatMap(({cidr}) => readCidr(cidr) ?? []),
	);
	return ranges.some(range => range.version === parsed.version && contains(range, parsed)) ? undefined : address;
}

function isSame(one: Probed, other: Probed): boolean {
	if (one.kind === 'tcp')
		return (
			other.kind === 'tcp' && one.result?.address === other.result?.address && one.result?.port === other.result?.port
		);
	return one.kind === 'ping' && other.kind === 'ping' && one.result?.address === other.result?.address;
}

const writeAgain: Fix = {
	title: 'Look for the rule on the engine’s host; a restart of the engine writes its rules again',
	commands: ['iptables -t nat -S POSTROUTING', 'iptables -S FORWARD', 'systemctl restart docker'],
	sideEffects: ['Containers stop with the engine, unless live restore is on.'],
};

const reload: Fix = {
	title: 'Let Podman write its rules again',
	commands: ['podman network reload --all'],
	sideEffects: [],
};

/** Those of overlays are on docker_gwbridge besides, of which they do not tell. */
function isUsed(network: Network, snapshot: Snapshot): boolean {
	const live = new Set(network.details?.live.map(({containerId}) => containerId));
	return runningOn(network, snapshot).length > 0 || containersOf(snapshot, network.host).some(({id}) => live.has(id));
}

/** Where the host's firewall was read: the network should be masqueraded, and no rule does it. */
function withoutRule(network: Network, snapshot: Snapshot): Found | undefined {
	const {name, subnets} = network;
	const rules = firewallOf(network.host, snapshot);
	// Then the engine's rules are elsewhere, and what iptables has is left over.
	if (/^nftables/.test(snapshot.hosts.get(network.host)?.details?.firewall?.driver ?? '')) return undefined;
	if (!rules || !isWritten(rules) || !hidesSenders(network) || !isUsed(network, snapshot)) return undefined;
	const bare = subnets.find(({cidr}) => !cidr.includes(':') && !hiding(rules).some(rule => hidesAll(rule, cidr)));
	if (!bare) return undefined;
	return {
		confidence: 'observed',
		subject: aboutNetwork(network),
		message: `The firewall of the engine’s host has no rule that masquerades ${name} (${bare.cidr}): its containers reach the outside with their own addresses, and get no answer.`,
		evidence: [
			ofHost(
				'iptables -t nat -S POSTROUTING',
				`none for ${bare.cidr}`,
				`-A POSTROUTING -s ${bare.cidr} … -j MASQUERADE`,
			),
		],
		fix: writeAgain,
	};
}

export type Cut = {
	readonly network: Network;
	readonly asker: Container;
	readonly probe: Probed;
	readonly fromHost: Probed;
	/** Another container whose way out is the same network got there: it is not the network. */
	readonly neighbour?: Probed;
};

/** Networks from which something outside was not reached that the host does reach, each with the first of it; not where the host forwards nothing at all. */
export const cutOff: (snapshot: Snapshot) => ReadonlyMap<Network, Cut> = oncePer(
	(snapshot: Snapshot) => snapshot,
	snapshot =>
		new Map(
			[...findCuts(snapshot)]
				.filter(({neighbour}) => !neighbour)
				.toReversed()
				.map(cut => [cut.network, cut]),
		),
);

function wayOf(asker: Container, address: string, snapshot: Snapshot): Membership | undefined {
	const networks = networksOfNamespace(asker, snapshot);
	return address.includes(':') ? gatewayOf(networks, 6) : doorOf(asker, networks, snapshot);
}

/** That nothing comes back has a reason of its own, which another rule tells. */
function isExplained(asker: Container, {network, endpoint}: Membership, probe: Probed, snapshot: Snapshot): boolean {
	const owner = ownerOf(asker, snapshot) ?? asker;
	return (
		!hasHost(network, 4) ||
		isForbidden(probe) ||
		keptFromAsking(owner, snapshot) !== undefined ||
		losesPackets(owner, snapshot) ||
		snapshot.probes.some(
			({kind, place, result}) =>
				kind === 'tcp' && place.kind === 'host' && result?.result === 'unreachable' && result.address === endpoint.ipv4,
		) ||
		lostGateway(owner, snapshot) !== undefined ||
		(endpoint.ipv4 !== undefined && routedElsewhere(endpoint.ipv4, network, snapshot) !== undefined)
	);
}

export function* findCuts(snapshot: Snapshot): Iterable<Cut> {
	for (const probe of snapshot.probes) {
		const asker = askerOf(probe, snapshot);
		const address = outsideAddress(probe, snapshot);
		if (!asker || !address || asker.networkMode === 'host' || forwardsNothing(probe.host, snapshot)) continue;
		if (!['timeout', 'unreachable'].includes(probe.result?.result ?? '')) continue;
		const way = wayOf(asker, address, snapshot);
		const fromHost = snapshot.probes.find(
			other =>
				other.place.kind === 'host' &&
				other.host === probe.host &&
				other.result?.result === 'ok' &&
				isSame(probe, other),
		);
		if (way?.network.driver !== 'bridge' || !fromHost || isExplained(asker, way, probe, snapshot)) continue;
		const {network} = way;
		const neighbour = snapshot.probes.find(other => {
			const by = other.result?.result === 'ok' && isSame(probe, other) ? askerOf(other, snapshot) : undefined;
			return by && by.networkMode !== 'host' && wayOf(by, address, snapshot)?.network === network;
		});
		yield {network, asker, probe, fromHost, ...(neighbour && {neighbour})};
	}
}

/** The network is not meant to lead out, and another one of the asker's is: it is the gateway that is wrong, a finding of its own. */
function leavesWrongly(network: Network, asker: Container, snapshot: Snapshot): boolean {
	return !hidesSenders(network) && networksOfNamespace(asker, snapshot).some(each => hidesSenders(each.network));
}

/** What may be behind it, as far as is known. */
function causeOf(network: Network, snapshot: Snapshot): Pick<Found, 'severity' | 'fix'> & {readonly why: string} {
	const rules = firewallOf(network.host, snapshot);
	if (network.options[masquerade] === 'false')
		return {
			why: 'the network does not masquerade, and what is outside does not know the way back',
			fix: {
				title: `Make ${network.name} anew without that option, or give what is outside a route to its containers`,
				commands: [`# leave out: --opt ${masquerade}=false`],
				sideEffects: [],
			},
		};
	const gateway = lostBridge(network, snapshot);
	if (gateway) return {why: `its gateway address ${gateway} is on no interface of the host`, fix: restoreBridge};
	// Somebody may keep containers out of the LAN on purpose.
	if (rules && hidesSenders(network) && !withoutRule(network, snapshot))
		return {
			why: 'its masquerade rule is there, so the host’s firewall drops what it forwards',
			severity: 'medium',
			fix: {
				title: 'Look for the rule on the engine’s host',
				commands: ['iptables -L DOCKER-USER -n -v', 'iptables -L FORWARD -n -v'],
				sideEffects: [],
			},
		};
	return {
		why: 'the masquerade rule of the network is gone, or the host’s firewall drops what it forwards',
		fix: isPodman(network.host, snapshot) ? reload : writeAgain,
	};
}

export const connMasqueradeMissing: Rule = {
	id: 'conn-masquerade-missing',
	title: 'What leaves a network does not come back',
	why: 'Packets that leave with a container’s own address get no answer: nobody outside knows the way back.',
	severity: 'high',
	skip: snapshot =>
		snapshot.probes.some(({place}) => place.kind === 'host') || !unreadFirewall(snapshot)
			? undefined
			: 'nothing was measured from the engine’s host',
	*check(snapshot) {
		const bare = dockerNetworks(snapshot).flatMap(network => {
			const found = withoutRule(network, snapshot);
			return found ? [[network, found] as const] : [];
		});
		const told = new Map(bare);
		yield* told.values();
		for (const [network, {asker, probe, fromHost}] of cutOff(snapshot)) {
			if (told.has(network) || leavesWrongly(network, asker, snapshot)) continue;
			const {why, ...cause} = causeOf(network, snapshot);
			const option = network.options[masquerade];
			yield {
				...cause,
				confidence: 'observed' as const,
				subject: aboutNetwork(network),
				message: `The engine’s host reaches ${outsideAddress(probe, snapshot)}, and ${asker.name} on ${network.name} does not: ${why}.`,
				evidence: [
					evidenceOf(probe),
					evidenceOf(fromHost),
					...(option === undefined ? [] : [api(`${network.name} Options["${masquerade}"]`, option, 'true')]),
				],
			};
		}
	},
};
