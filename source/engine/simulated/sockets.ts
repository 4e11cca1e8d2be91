import type {ContainerId} from '../../core/model/container.js';
import {isOnHost, nameServerOf, ownerOf} from './names.js';
import {hash} from './random.js';
import {isUp, type Listener, type Machine, type Sink, type World} from './world.js';

/** A listening socket of a network namespace. */
export type Socket = Listener & {
	/** The container whose program it is; undefined: the engine's or its host's. */
	readonly holder?: Machine;
	/** It is on this address only. */
	readonly address?: string;
	readonly sink?: Sink;
	/** A published port: the engine takes the connection and hands it on. */
	readonly behind?: {readonly machine: Machine; readonly port: number};
};

const ofHost: readonly Socket[] = [{protocol: 'tcp', port: 22, process: 'sshd'}];

/** The container whose network a program sees; empty: the host's. */
export function namespaceOf(world: World, machine: Machine): ContainerId {
	return isOnHost(world, machine) ? '' : ownerOf(world, machine).container.id;
}

/** All that listens in a container's network namespace, or on the host. */
export function socketsOf(world: World, place: Machine | 'host'): readonly Socket[] {
	const namespace = place === 'host' ? '' : namespaceOf(world, place);
	const own = [...world.machines.values()].flatMap(machine =>
		machine.listens.length > 0 && isUp(machine.container) && namespaceOf(world, machine) === namespace
			? machine.listens.map(listener => ({...listener, holder: machine}))
			: [],
	);
	const sinks = world.sinks.filter(sink => sink.namespace === namespace).map(sink => ({...sink, sink}));
	if (place === 'host' || namespace === '') return [...ofHost, ...own, ...sinks, ...publishedPorts(world)];
	return [...own, ...sinks, ...(nameServerOf(world, place) === '127.0.0.11' ? resolverSockets(namespace) : [])];
}

/** The engine's own name server is reached through two ports of its choice in each namespace. */
function resolverSockets(namespace: ContainerId): readonly Socket[] {
	return (['tcp', 'udp'] as const).map(protocol => ({
		protocol,
		port: 32_768 + (hash(`${namespace} ${protocol}`) % 28_000),
		address: '127.0.0.11',
		process: 'dockerd',
	}));
}

function publishedPorts(world: World): readonly Socket[] {
	return [...world.machines.values()].flatMap(machine =>
		(isUp(machine.container) ? machine.container.ports : []).flatMap(({hostIp, hostPort, containerPort, protocol}) =>
			// `::` is the same socket for IPv6; both are told as one.
			hostPort === undefined || hostIp === '::'
				? []
				: [
						{
							protocol: protocol === 'udp' ? ('udp' as const) : ('tcp' as const),
							port: hostPort,
							...(hostIp === '127.0.0.1' && {loopback: true as const}),
							process: 'docker-proxy',
							behind: {machine, port: containerPort},
						},
					],
		),
	);
}

/** Where a socket is bound: undefined for every address. */
export function boundTo({address, loopback}: Socket): string | undefined {
	return address ?? (loopback ? '127.0.0.1' : undefined);
}
