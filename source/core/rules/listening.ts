import type {Container} from '../model/container.js';
import {groupBy} from '../model/group-by.js';
import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace, ownerOf} from '../names/resolve.js';
import type {ListenersResult} from '../probes/listeners.js';
import type {Listener} from '../probes/proc-sockets.js';
import {oncePer} from '../views/memo.js';
import {runningContainers} from './members.js';
import {type PublishedPort, publishedPorts} from './published.js';

/** A running container with a network namespace of its own, what listens in it, and which ports are meant to be reached. */
export type Listening = {
	readonly container: Container;
	readonly listeners: readonly Listener[];
	/** Published, each container port once. */
	readonly published: readonly PublishedPort[];
	/** EXPOSE of its image, or `--expose`, and not published. */
	readonly exposed: readonly {readonly port: number; readonly protocol: string}[];
	/** Other containers use its network: what they listen on is among the listeners. */
	readonly shared: boolean;
	/** Who shares it: the program may be theirs. */
	readonly guests: readonly Container[];
};

/** Protocols whose listeners the kernel lists. */
const known = ['tcp', 'udp'];

export const unseen = ({observations}: Snapshot) =>
	[...observations.values()].some(({listeners}) => listeners?.result === 'ok')
		? undefined
		: 'the sockets of no container were read';

/** Those whose sockets could be read, all of them. Found once for each snapshot. */
export const listening: (snapshot: Snapshot) => readonly Listening[] = oncePer(
	(snapshot: Snapshot) => snapshot,
	snapshot => [...findListening(snapshot)],
);

function* findListening(snapshot: Snapshot): Iterable<Listening> {
	const running = runningContainers(snapshot);
	const guests = groupBy(
		running.filter(({sharesNetworkOf}) => sharesNetworkOf),
		guest => ownerOf(guest, snapshot),
	);
	for (const container of running) {
		if (container.sharesNetworkOf || networksOfNamespace(container, snapshot).length === 0) continue;
		const sharing = guests.get(container) ?? [];
		const seen = [container, ...sharing]
			.map(each => snapshot.observations.get(keyOf(each))?.listeners)
			.find(each => each?.result === 'ok' && !each.partial);
		if (!seen) continue;
		const published = publishedPorts(container).filter(
			({containerPort, protocol}, index, all) =>
				known.includes(protocol) &&
				all.findIndex(each => each.containerPort === containerPort && each.protocol === protocol) === index,
		);
		const exposed = (container.details?.exposedPorts ?? []).filter(
			({port, protocol}) =>
				known.includes(protocol) && !published.some(each => each.containerPort === port && each.protocol === protocol),
		);
		yield {container, listeners: seen.listeners, published, exposed, shared: sharing.length > 0, guests: sharing};
	}
}

export function isLoopback({address}: Listener): boolean {
	return address.startsWith('127.') || address === '::1';
}

export function listenersOn(port: number, protocol: string, {listeners}: Listening): readonly Listener[] {
	return listeners.filter(each => each.port === port && each.protocol === protocol);
}

/** For evidence: `tcp 0.0.0.0:8080, udp [::]:53`. */
export function listenersText(listeners: readonly Listener[]): string {
	const texts = listeners.map(({protocol, address, port}) =>
		address.includes(':') ? `${protocol} [${address}]:${port}` : `${protocol} ${address}:${port}`,
	);
	return texts.join(', ') || 'nothing listens';
}

/** As many ports in a row, with nothing on any of them, are kept free for what a program opens when it is asked (FTP, TURN, RTP). */
const shortestRange = 5;

/** Published ranges of container ports that wait for a program that does listen elsewhere. */
export function idleRanges({published, listeners}: Listening): readonly (readonly PublishedPort[])[] {
	if (listeners.length === 0) return [];
	const idle = published
		.filter(({containerPort}) => !listeners.some(({port}) => port === containerPort))
		.toSorted((one, other) => one.protocol.localeCompare(other.protocol) || one.containerPort - other.containerPort);
	const ranges: PublishedPort[][] = [];
	for (const port of idle) {
		const last = ranges.at(-1)?.at(-1);
		const goesOn = last?.protocol === port.protocol && last.containerPort + 1 === port.containerPort;
		if (goesOn) ranges.at(-1)?.push(port);
		else ranges.push([port]);
	}

	return ranges.filter(({length}) => length >= shortestRange);
}

/** Published ports on which something listens for others than the container itself. */
export function openPublished(listening: Listening): readonly PublishedPort[] {
	return listening.published.filter(({containerPort, protocol}) =>
		listenersOn(containerPort, protocol, listening).some(each => !isLoopback(each)),
	);
}

/** Connections of TCP to that port which no program has taken yet. */
export function queuedOn(port: number | undefined, found: ListenersResult | undefined): number {
	const there = (found?.listeners ?? []).filter(each => each.protocol === 'tcp' && each.port === port);
	return there.reduce((sum, {queued = 0}) => sum + queued, 0);
}
