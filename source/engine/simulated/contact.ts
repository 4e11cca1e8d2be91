import {fateOf} from './reach.js';
import {boundTo, type Socket, socketsOf} from './sockets.js';
import type {Machine, World} from './world.js';

/**
 * What becomes of a connection, or of a packet to a UDP port. open: a program has it; `sleeping`: it is paused and will
 * not answer. reset: the engine's proxy took it and finds nobody behind. The rest as fateOf tells.
 */
export type Contact = Connection | {readonly type: 'refused' | 'silent' | 'nobody' | 'no-route'};
export type Connection =
	/** Undefined: somebody's in the outside. */
	{readonly type: 'open'; readonly socket?: Socket; readonly sleeping: boolean} | {readonly type: 'reset'};

/** What the outside answers on. */
const outsidePorts: readonly number[] = [53, 80, 443];

export function contactOf(
	world: World,
	machine: Machine,
	address: string,
	port: number,
	protocol: Socket['protocol'],
): Contact {
	const fate = fateOf(world, machine, address);
	if (fate.type !== 'answered') return {type: fate.type};
	if (fate.by === 'outside') {
		return outsidePorts.includes(port) ? {type: 'open', sleeping: false} : {type: 'silent'};
	}

	const socket = socketsOf(world, fate.by).find(
		other => other.port === port && other.protocol === protocol && accepts(other, address),
	);
	if (!socket) return {type: 'refused'};
	return socket.behind ? handedOn(world, socket, socket.behind) : open(socket);
}

function accepts(socket: Socket, address: string): boolean {
	const bound = boundTo(socket);
	return bound === undefined || bound === address || (socket.loopback === true && address.startsWith('127.'));
}

function handedOn(world: World, {protocol}: Socket, {machine, port}: NonNullable<Socket['behind']>): Contact {
	const socket = socketsOf(world, machine).find(
		other => other.port === port && other.protocol === protocol && boundTo(other) === undefined,
	);
	return socket ? open(socket) : {type: 'reset'};
}

function open(socket: Socket): Contact {
	return {type: 'open', socket, sleeping: socket.holder?.container.state === 'paused'};
}
