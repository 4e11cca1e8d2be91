import type {Evidence} from '../model/finding.js';
import type {Network} from '../model/network.js';
import type {Snapshot} from '../model/snapshot.js';
import {parseEndpoint} from '../probes/endpoint.js';
import {evidenceOf} from '../probes/evidence.js';
import type {Probed} from '../probes/probed.js';

/** An overlay of which nothing comes back from one other node, by all that was measured. */
export type Silent = {readonly network: Network; readonly nodeAddress: string; readonly evidence: readonly Evidence[]};

/** What became of one question: an answer of any kind is `heard`. */
export type Asked = {
	readonly probed: Probed;
	readonly address: string;
	readonly outcome: 'heard' | 'silent' | 'unknown';
};

export function askedOf(probed: Probed): Asked | undefined {
	const {kind, result, target} = probed;
	if (!result || (kind !== 'ping' && kind !== 'tcp')) return undefined;
	const {address = kind === 'tcp' ? parseEndpoint(target).host : target} = result;
	if (result.result === 'refused' || result.result === 'reset') return {probed, address, outcome: 'heard'};
	if (kind === 'ping') {
		const outcome = result.received > 0 ? 'heard' : result.sent > 0 ? 'silent' : 'unknown';
		return {probed, address, outcome};
	}

	const isSilent = result.result === 'timeout' || result.result === 'unreachable';
	return {probed, address, outcome: result.result === 'ok' ? 'heard' : isSilent ? 'silent' : 'unknown'};
}

export const nothingCrossed = ({probes}: Snapshot) =>
	probes.some(probed => askedOf(probed)) ? undefined : 'no address on another node was measured';

/** Where every answer is missing, for each overlay and each other node that is said to be up. */
export function silent(snapshot: Snapshot): readonly Silent[] {
	const asked = snapshot.probes.flatMap(probed => askedOf(probed) ?? []);
	return [...snapshot.networks.values()].flatMap(network => {
		const {host, driver, details} = network;
		const own = snapshot.hosts.get(host)?.swarm.nodeAddress;
		if (driver !== 'overlay' || !details || !own) return [];
		const elsewhere = new Set(details.known.flatMap(({hostAddress}) => hostAddress ?? []));
		elsewhere.delete(own);
		return [...elsewhere].flatMap(nodeAddress => {
			const node = snapshot.swarms.get(host)?.nodes.find(({address}) => address === nodeAddress);
			if (node && node.state !== 'ready') return [];
			const there = details.known.filter(({hostAddress}) => hostAddress === nodeAddress).map(({address}) => address);
			const its = asked.filter(({probed, address}) => probed.host === host && there.includes(address));
			const failed = its.filter(({outcome}) => outcome === 'silent');
			if (failed.length === 0 || its.some(({outcome}) => outcome === 'heard')) return [];
			return [{network, nodeAddress, evidence: failed.slice(0, 3).map(({probed}) => evidenceOf(probed))}];
		});
	});
}
