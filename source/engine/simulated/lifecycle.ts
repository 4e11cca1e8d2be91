import type {EngineEvent} from '../../core/model/change.js';
import type {Container, Endpoint} from '../../core/model/container.js';
import {EngineError} from '../errors.js';
import {plugged, withoutAddresses} from './endpoint.js';
import {takenOn} from './pool.js';
import {
	activeTime,
	type Changed,
	containerEvent,
	isUp,
	type Machine,
	networkEvent,
	type World,
	withMachine,
} from './world.js';

/** What happens to a container beside the steps of a plan. */
export type Action =
	| {readonly type: 'start' | 'pause' | 'unpause' | 'restart'}
	| {readonly type: 'stop'; readonly exitCode: number}
	| {readonly type: 'rename'; readonly name: string}
	| {readonly type: 'health'; readonly health: 'healthy' | 'unhealthy'};

export function act(world: World, machine: Machine, action: Action, at: number): Changed {
	const {container} = machine;
	switch (action.type) {
		case 'start':
			return start(world, machine, at);
		case 'stop':
			return stop(world, machine, at, action.exitCode);
		case 'restart': {
			const stopped = stop(world, {...machine, removeWhenStopped: false}, at, 0);
			const started = start(
				stopped.world,
				{...stopped.world.machines.get(container.id)!, removeWhenStopped: machine.removeWhenStopped},
				at,
			);
			const restarted = containerEvent(world, at, 'restart', container);
			return {world: started.world, events: [...stopped.events, ...started.events, restarted]};
		}

		case 'pause':
			return told(world, {...machine, pausedAt: at, container: {...container, state: 'paused'}}, 'pause', at);
		case 'unpause': {
			const pausedMs = at - activeTime(machine, at);
			const running: Container = {...container, state: 'running'};
			return told(world, {...machine, pausedAt: undefined, pausedMs, container: running}, 'unpause', at);
		}

		case 'rename':
			return told(world, {...machine, container: renamed(container, action.name)}, 'rename', at);
		case 'health': {
			const checked: Container = {...container, health: action.health};
			return told(world, {...machine, container: checked}, `health_status: ${action.health}`, at);
		}
	}
}

function told(world: World, machine: Machine, action: string, at: number): Changed {
	return {world: withMachine(world, machine), events: [containerEvent(world, at, action, machine.container)]};
}

function renamed(container: Container, name: string): Container {
	const rename = (known: string) => (known === container.name ? name : known);
	const endpoints = container.endpoints.map(endpoint => ({...endpoint, dnsNames: endpoint.dnsNames.map(rename)}));
	return {...container, name, endpoints};
}

/** Plugs every endpoint in. Throws EngineError, as the engine does, where an address or a network is missing. */
export function start(world: World, machine: Machine, at: number): Changed {
	const {container} = machine;
	if (isUp(container)) return {world, events: []};
	const events: EngineEvent[] = [];
	const endpoints: Endpoint[] = [];
	for (const endpoint of container.endpoints) {
		const network = world.networks.get(endpoint.networkId);
		if (!network) throw new EngineError('missing', `network ${endpoint.networkId} not found`);
		endpoints.push(plugged(endpoint, network, takenOn(world, network)));
		events.push(networkEvent(world, at, 'connect', network, container.id));
	}

	const running: Machine = {
		...machine,
		changedAt: at,
		pausedAt: undefined,
		pausedMs: 0,
		plugs: plugsOf(endpoints, at),
		container: {...container, state: 'running', error: undefined, exitCode: undefined, endpoints},
	};
	events.push(containerEvent(world, at, 'start', container));
	return {world: withMachine(world, running), events};
}

/** One interface for each endpoint that has an address, in order. */
export function plugsOf(endpoints: readonly Endpoint[], since: number): Machine['plugs'] {
	return endpoints
		.filter(endpoint => endpoint.mac)
		.map(({networkId}, index) => ({networkId, interfaceName: `eth${index}`, since}));
}

/** Takes the addresses away; the container itself too where it was to be removed then. */
export function stop(world: World, machine: Machine, at: number, exitCode: number): Changed {
	const {container} = machine;
	if (!isUp(container)) return {world, events: []};
	const events = [containerEvent(world, at, 'die', container), ...disconnections(world, container, at)];
	if (machine.removeWhenStopped) {
		const machines = new Map(world.machines);
		machines.delete(container.id);
		return {world: {...world, machines}, events: [...events, containerEvent(world, at, 'destroy', container)]};
	}

	const {health, ...rest} = container;
	const ended: Machine = {
		...machine,
		changedAt: at,
		plugs: [],
		container: {...rest, state: 'exited', exitCode, endpoints: container.endpoints.map(withoutAddresses)},
	};
	events.push(containerEvent(world, at, 'stop', container));
	return {world: withMachine(world, ended), events};
}

/** What the engine tells of the networks when a container goes. */
export function disconnections(world: World, container: Container, at: number): EngineEvent[] {
	return container.endpoints
		.map(endpoint => world.networks.get(endpoint.networkId))
		.filter(network => network !== undefined)
		.map(network => networkEvent(world, at, 'disconnect', network, container.id));
}
