import {evidenceOf} from '../explain/conclude.js';
import {parseAddress} from '../ip/address.js';
import {contains, readCidr} from '../ip/range.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {gatewayOf} from '../plan/endpoint-order.js';
import {networksOf} from '../plan/of-host.js';
import {containerOf, type Probed} from '../probes/probed.js';
import type {Rule} from './rule.js';
import {aboutNetwork, api} from './subjects.js';

const masquerade = 'com.docker.network.bridge.enable_ip_masquerade';

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

export const connMasqueradeMissing: Rule = {
	id: 'conn-masquerade-missing',
	title: 'What leaves a network does not come back',
	why: 'Packets that leave with a container’s own address get no answer: nobody outside knows the way back.',
	severity: 'high',
	skip: ({probes}) =>
		probes.some(({place}) => place.kind === 'host') ? undefined : 'nothing was measured from the engine’s host',
	*check(snapshot) {
		const told = new Set<string>();
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
				fix: {
					title: 'Look for the rule on the engine’s host; a restart of the engine writes its rules again',
					commands: ['iptables -t nat -S POSTROUTING', 'iptables -S FORWARD', 'systemctl restart docker'],
					sideEffects: ['Containers stop with the engine, unless live restore is on.'],
				},
			};
		}
	},
};
