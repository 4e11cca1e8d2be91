import {isOnHost, nameServerOf, ownerOf} from './names.js';
import {hash} from './random.js';
import {isUp, type Listener, type Machine, type World} from './world.js';

/** A listening socket of a network namespace. */
export type Socket = Listener & {
	/** The container whose program it is; undefined: the engine's or its host's. */
	readonly holder?: Machine;
	/** It is on this address only. */
	readonly address?: string;
	/** A published port: the engine takes the connection and hands it on. */
	readonly behind?: {readonly machine: Machine; readonly port: number};
};

const ofHost: readonly Socket[] = [{protocol: 'tcp', port: 22, process: 'sshd'}];

/** All that listens in a container's network namespace, or on the host. */
export function socketsOf(world: World, place: Machine | 'host'): readonly Socket[] {
	if (place !== 'host' && isOnHost(world, place)) return socketsOf(world, 'host');
	const own = [...world.machines.values()].flatMap(machine =>
		isUp(machine.container) && isIn(world, machine, place)
			? machine.listens.map(listener => ({...listener, holder: machine}))
			: [],
	);
	if (place === 'host') return [...ofHost, ...own, ...publishedPorts(world)];
	return nameServerOf(world, place) === '127.0.0.11' ? [...own, ...resolverSockets(place)] : own;
}

function isIn(world: World, machine: Machine, place: Machine | 'host'): boolean {
	if (place === 'host') return isOnHost(world, machine);
	return ownerOf(world, machine).container.id === ownerOf(world, place).container.id;
}

/** The engine's own name server is reached through two ports of its choice in each namespace. */
function resolverSockets({container}: Machine): readonly Socket[] {
	return (['tcp', 'udp'] as const).map(protocol => ({
		protocol,
		port: 32_768 + (hash(`${container.sharesNetworkOf ?? container.id} ${protocol}`) % 28_000),
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
