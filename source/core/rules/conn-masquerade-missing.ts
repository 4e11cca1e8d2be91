import {parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import type {Fix} from '../model/finding.js';
import type {Network} from '../model/network.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {gatewayOf} from '../plan/endpoint-order.js';
import {networksOf} from '../plan/of-host.js';
import {evidenceOf} from '../probes/evidence.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {firewallOf, hidesAll, hiding, isWritten, unreadFirewall} from './host-firewall.js';
import {forwardsNothing} from './host-network.js';
import {dockerNetworks, runningOn} from './members.js';
import type {Found, Rule} from './rule.js';
import {aboutNetwork, api, ofHost} from './subjects.js';

const masquerade = 'com.docker.network.bridge.enable_ip_masquerade';
const gatewayMode = 'com.docker.network.bridge.gateway_mode_ipv4';

function outsideAddress(probe: Probed, snapshot: Snapshot): string | undefined {
	const address = (probe.kind === 'tcp' || probe.kind === 'ping') && probe.result?.address;
	const parsed = address ? parseAddress(address) : undefined;
	if (!address || !parsed || /^(127\.|::1$)/.test(address)) return undefined;
	const ranges = networksOf(snapshot, probe.host).flatMap(({subnets}) =>
		subnets.flatMap(({cidr}) => readCidr(cidr) ?? []),
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

/** Where the host's firewall was read: the network should be masqueraded, and no rule does it. */
function withoutRule(network: Network, snapshot: Snapshot): Found | undefined {
	const {name, driver, internal, ipv4, options, subnets} = network;
	const rules = firewallOf(network.host, snapshot);
	// Then the engine's rules are elsewhere, and what iptables has is left over.
	if (/^nftables/.test(snapshot.hosts.get(network.host)?.details?.firewall?.driver ?? '')) return undefined;
	if (!rules || !isWritten(rules) || driver !== 'bridge' || internal || !ipv4 || options[masquerade] === 'false')
		return undefined;
	if (!(options[gatewayMode] ?? 'nat').startsWith('nat') || runningOn(network, snapshot).length === 0) return undefined;
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
		const told = new Set<string>();
		for (const network of dockerNetworks(snapshot)) {
			const found = withoutRule(network, snapshot);
			if (!found) continue;
			told.add(network.id);
			yield found;
		}

		for (const probe of snapshot.probes) {
			const id = containerOf(probe);
			const container = id === undefined ? undefined : snapshot.containers.get(keyOf({host: probe.host, id}));
			const address = outsideAddress(probe, snapshot);
			if (!container || !address || container.networkMode === 'host') continue;
			if (!['timeout', 'unreachable'].includes(probe.result?.result ?? '')) continue;
			const way = gatewayOf(networksOfNamespace(container, snapshot), address.includes(':') ? 6 : 4);
			const fromHost = snapshot.probes.find(
				other =>
					other.place.kind === 'host' &&
					other.host === probe.host &&
					other.result?.result === 'ok' &&
					isSame(probe, other),
			);
			if (way?.network.driver !== 'bridge' || !fromHost || told.has(way.network.id)) continue;
			// That is why, then, and a finding of its own.
			if (forwardsNothing(probe.host, snapshot)) continue;
			told.add(way.network.id);
			const {network} = way;
			const option = network.options[masquerade];
			const why =
				option === 'false'
					? 'the network does not masquerade, and what is outside does not know the way back'
					: 'the masquerade rule of the network is gone, or the host’s firewall drops what it forwards';
			yield {
				confidence: 'observed' as const,
				subject: aboutNetwork(network),
				message: `The engine’s host reaches ${address}, and ${container.name} on ${network.name} does not: ${why}.`,
				evidence: [
					evidenceOf(probe),
					evidenceOf(fromHost),
					...(option === undefined ? [] : [api(`${network.name} Options["${masquerade}"]`, option, 'true')]),
				],
				fix: writeAgain,
			};
		}
	},
};
