import type {Container} from '../model/container.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace, ownerOf} from '../names/resolve.js';
import {membersOf} from '../plan/of-host.js';
import {isRejected} from '../probes/forbids-sending.js';
import {containerOf, type Probed} from '../probes/probed.js';
import {lostPlaces} from './lost-gateway.js';
import {isPodman, twinsOf} from './members.js';
import {losesPackets} from './perf-packet-loss.js';

type Tcp = Probed<'tcp'>;

/** A connection that should have come about, by all that is known, and was not answered, or was refused though the program takes it from within. */
export type Dropped = {
	readonly probe: Tcp;
	readonly from: Container;
	readonly fromAddress: string;
	readonly to: Container;
	readonly toAddress: string;
	readonly port: number;
	readonly listening: string;
	/** The same address answered a ping, or the same port another asker. */
	readonly answered: readonly Probed[];
	/** The engine's host did not get through to that port either: its packets pass no forwarding rule. */
	readonly unheardByHost?: Tcp;
};

/** Unreachable: rejected in so many words, or nobody has the address. */
const failures: readonly string[] = ['timeout', 'refused', 'unreachable'];
const anywhere = ['0.0.0.0', '::'];

const addressOf = ({result}: Probed) => (result && 'address' in result ? result.address : undefined);

/** Between containers of one network, where the target listens; each pair and port once. */
export function dropped(snapshot: Snapshot): readonly Dropped[] {
	const found = new Map<string, Dropped>();
	for (const probe of snapshot.probes) {
		const one = probe.kind === 'tcp' ? droppedBy(probe, snapshot) : undefined;
		if (one) found.set(`${one.fromAddress} ${one.toAddress} ${one.port}`, one);
	}

	return [...found.values()];
}

function droppedBy(probe: Tcp, snapshot: Snapshot): Dropped | undefined {
	const {host, place, result} = probe;
	if (!result || !failures.includes(result.result) || place.kind !== 'container' || !result.address) return undefined;
	if (result.result === 'unreachable' && !isRejected(probe)) return undefined;
	const {address, port} = result;
	const from = snapshot.containers.get(keyOf({host, id: place.container}));
	if (from?.state !== 'running') return undefined;
	const pair = networksOfNamespace(from, snapshot)
		.filter(({network}) => network.driver === 'bridge' && isOpen(network.options, isPodman(host, snapshot)))
		.flatMap(({network, endpoint}) =>
			membersOf(network, snapshot).flatMap(({container: to, endpoint: there}) => {
				const is = there.ipv4 === address || there.ipv6 === address;
				const fromAddress = address.includes(':') ? endpoint.ipv6 : endpoint.ipv4;
				// One of two with the same MAC address gets what is meant for the other: a finding of its own.
				const isClear = [endpoint, there].every(each => twinsOf(network, each, snapshot).length === 0);
				return is && isClear && to.state === 'running' && fromAddress && to !== from ? [{to, fromAddress}] : [];
			}),
		)[0];
	const owner = pair && ownerOf(pair.to, snapshot);
	const listener =
		owner &&
		snapshot.observations
			.get(keyOf(owner))
			?.listeners?.listeners.find(
				each => each.protocol === 'tcp' && each.port === port && [...anywhere, address].includes(each.address),
			);
	if (!pair || !listener || [from, owner].some(each => isTroubled(each, snapshot))) return undefined;
	if (result.result === 'refused' && !takesFromWithin(owner, port, snapshot)) return undefined;
	const answered = snapshot.probes.filter(
		other =>
			other.host === host && other.result?.result === 'ok' && addressOf(other) === address && isSameWay(other, probe),
	);
	// The last one, which has waited longest.
	const unheardByHost = snapshot.probes.findLast(
		(other): other is Tcp =>
			other.kind === 'tcp' &&
			other.host === host &&
			other.place.kind === 'host' &&
			other.result !== undefined &&
			failures.includes(other.result.result) &&
			other.result.address === address &&
			other.result.port === port,
	);
	// Not even the host finds anybody there: the interface is off the bridge, rather than a rule that rejects.
	if (unheardByHost?.result?.result === 'unreachable' && answered.length === 0) return undefined;
	return {
		...pair,
		...(unheardByHost && {unheardByHost}),
		probe,
		from,
		toAddress: address,
		port,
		listening: `${listener.address}:${listener.port}`,
		answered,
	};
}

/** Of what comes and goes there something is lost anyway: a finding of its own. */
const isTroubled = (container: Container, snapshot: Snapshot) =>
	losesPackets(container, snapshot) || lostPlaces(container, snapshot).length > 0;

function isOpen(options: Readonly<Record<string, string>>, podman: boolean): boolean {
	return podman || options['com.docker.network.bridge.enable_icc'] !== 'false';
}

/** Else the program may have ended, or take IPv6 alone. */
function takesFromWithin({id}: Container, port: number, {probes}: Snapshot): boolean {
	return probes.some(
		probe =>
			probe.kind === 'tcp' &&
			containerOf(probe) === id &&
			probe.result?.result === 'ok' &&
			probe.result.address === '127.0.0.1' &&
			probe.result.port === port,
	);
}

/** A ping by the same container, or the same port asked by another. */
function isSameWay(other: Probed, probe: Tcp): boolean {
	if (other.kind === 'tcp') return other.result?.port === probe.result?.port && other.from !== probe.from;
	return other.kind === 'ping' && other.from === probe.from;
}
