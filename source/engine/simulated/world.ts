import type {EngineEvent} from '../../core/model/change.js';
import type {Container, ContainerId, Endpoint} from '../../core/model/container.js';
import type {Host} from '../../core/model/host.js';
import type {Network} from '../../core/model/network.js';
import {EngineError} from '../errors.js';

/**
 * Which programs an image holds: Alpine's BusyBox, Debian with iputils, dig and curl, Debian without, nothing at all,
 * or all that looks for trouble.
 */
export type Kit = 'busybox' | 'iputils' | 'slim' | 'distroless' | 'netshoot';

/** A socket on which a program waits, for connections or (UDP) for packets. */
export type Listener = {
	readonly protocol: 'tcp' | 'udp';
	readonly port: number;
	/** On 127.0.0.1 only; else on every address of both families. */
	readonly loopback?: true;
	/** The program's name. */
	readonly process: string;
	/** What a healthy container answers HTTP requests with; undefined: it speaks something else. */
	readonly status?: number;
	/** It wants TLS first, with a certificate that nobody has signed. */
	readonly tls?: true;
};

/** `listens`: what its program does unless the container's plan says otherwise. */
export type Image = {
	readonly name: string;
	readonly kit: Kit;
	readonly command: string;
	readonly listens?: readonly Listener[];
};

/** Average traffic of one container; silence where absent. Shares are of packets. */
export type Profile = {
	/** Bytes per second. */
	readonly receives: number;
	readonly sends: number;
	readonly dropShare?: number;
	readonly errorShare?: number;
};

/** What it does by itself: runs for some seconds every now and then, or changes its health. */
export type Habit = 'job' | 'flaps';

/** An interface of a running container; `since`: its `activeTime` at that moment. */
export type Plug = {readonly networkId: string; readonly interfaceName: string; readonly since: number};

/** A container and what the engine's answers do not tell about it. `container.detailed` is always true here. */
export type Machine = {
	readonly container: Container;
	/** When it was last started, or ended where it does not run; milliseconds since 1970. */
	readonly changedAt: number;
	readonly pausedAt?: number;
	/** How long it has been paused since its start, without the pause that lasts. */
	readonly pausedMs: number;
	readonly plugs: readonly Plug[];
	readonly profile: Profile;
	/** While it runs; while it is paused they stay, and nobody answers. */
	readonly listens: readonly Listener[];
	/** Of all its interfaces, where somebody set another than the networks'. */
	readonly mtu?: number;
	readonly habit?: Habit;
	readonly removeWhenStopped: boolean;
};

/** A listener of the throughput probe, by the container whose network it is in; empty: the host's. */
export type Sink = Listener & {readonly namespace: ContainerId};

/** One engine with all that it has, as a value: every change makes a new one. */
export type World = {
	readonly seed: number;
	readonly host: Host;
	readonly images: readonly Image[];
	readonly networks: ReadonlyMap<string, Network>;
	readonly machines: ReadonlyMap<ContainerId, Machine>;
	readonly sinks: readonly Sink[];
	/** Objects made so far, so that each gets an id of its own. */
	readonly made: number;
};

/** What a change left, and what the engine tells of it. */
export type Changed = {
	readonly world: World;
	readonly events: readonly EngineEvent[];
	readonly created?: string;
};

export function isUp(container: Pick<Container, 'state'>): boolean {
	return container.state === 'running' || container.state === 'paused';
}

/** A clock that stands still while the container is paused, as its traffic does. */
export function activeTime({pausedAt, pausedMs}: Machine, at: number): number {
	return (pausedAt ?? at) - pausedMs;
}

/** By full id, name, or the beginning of an id. */
export function findNetwork(world: World, reference: string): Network | undefined {
	return (
		world.networks.get(reference) ??
		values(world.networks, network => network.name === reference || matchesId(network.id, reference))
	);
}

export function findMachine(world: World, reference: string): Machine | undefined {
	return (
		world.machines.get(reference) ??
		values(world.machines, ({container}) => container.name === reference || matchesId(container.id, reference))
	);
}

function matchesId(id: string, reference: string): boolean {
	return reference.length >= 12 && id.startsWith(reference);
}

function values<Value>(map: ReadonlyMap<string, Value>, test: (value: Value) => boolean): Value | undefined {
	for (const value of map.values()) if (test(value)) return value;
	return undefined;
}

export function needNetwork(world: World, reference: string): Network {
	const network = findNetwork(world, reference);
	if (!network) throw new EngineError('missing', `network ${reference} not found`);
	return network;
}

export function needMachine(world: World, reference: string): Machine {
	const machine = findMachine(world, reference);
	if (!machine) throw new EngineError('missing', `No such container: ${reference}`);
	return machine;
}

/** The endpoint on a network, by the network's id. */
export function endpointOn(container: Container, networkId: string): Endpoint | undefined {
	return container.endpoints.find(endpoint => endpoint.networkId === networkId);
}

/** The containers attached to a network, stopped ones too. */
export function* machinesOn(world: World, networkId: string): Iterable<Machine> {
	for (const machine of world.machines.values()) if (endpointOn(machine.container, networkId)) yield machine;
}

export function withMachine(world: World, machine: Machine): World {
	return {...world, machines: new Map(world.machines).set(machine.container.id, machine)};
}

/** The world with a container's facts changed, whatever it was before. */
export function withContainer(world: World, machine: Machine, facts: Partial<Container>): World {
	return withMachine(world, {...machine, container: {...machine.container, ...facts}});
}

export function containerEvent(world: World, at: number, action: string, container: Container): EngineEvent {
	return {host: world.host.id, at, kind: 'container', action, id: container.id, name: container.name};
}

export function networkEvent(
	world: World,
	at: number,
	action: string,
	network: Network,
	container?: ContainerId,
): EngineEvent {
	return {host: world.host.id, at, kind: 'network', action, id: network.id, name: network.name, container};
}
