import type {Container, Endpoint} from '../../core/model/container.js';
import type {ContainerDraft} from '../../core/plan/step.js';
import {EngineError} from '../errors.js';
import {checkEndpoint} from './attach.js';
import {unplugged} from './endpoint.js';
import {needImage} from './images.js';
import {disconnections, start} from './lifecycle.js';
import {identity} from './random.js';
import {
	type Changed,
	containerEvent,
	findMachine,
	type Image,
	isUp,
	type Machine,
	needNetwork,
	type World,
	withMachine,
} from './world.js';

/** Makes a container and starts it; nothing stays of one that cannot start. */
export function runContainer(world: World, draft: ContainerDraft, at: number): Changed {
	const image = needImage(world, draft.image);
	const id = identity(`container ${world.seed} ${world.made} ${draft.name ?? ''}`);
	const name = draft.name ?? `simulated-${id.slice(0, 6)}`;
	const holder = findMachine(world, name);
	if (holder) {
		const advice = 'You have to remove (or rename) that container to be able to reuse that name.';
		const reason = `The container name "/${name}" is already in use by container "${holder.container.id}".`;
		throw new EngineError('conflict', `Conflict. ${reason} ${advice}`);
	}

	const machine: Machine = {
		container: made(world, draft, image, id, name, at),
		changedAt: at,
		pausedMs: 0,
		plugs: [],
		profile: {receives: 900, sends: 400},
		listens: draft.command.length > 0 ? [] : (image.listens ?? []),
		removeWhenStopped: draft.removeWhenStopped,
	};
	const created = {...withMachine(world, machine), made: world.made + 1};
	const started = start(created, machine, at);
	return {...started, events: [containerEvent(world, at, 'create', machine.container), ...started.events], created: id};
}

function made(world: World, draft: ContainerDraft, image: Image, id: string, name: string, at: number): Container {
	const owner = draft.network.startsWith('container:')
		? findMachine(world, draft.network.slice('container:'.length))?.container.id
		: undefined;
	return {
		host: world.host.id,
		id,
		name,
		image: image.name,
		command: draft.command.length > 0 ? draft.command.join(' ') : image.command,
		created: at,
		state: 'created',
		status: '',
		networkMode: owner ? `container:${owner}` : draft.network,
		sharesNetworkOf: owner,
		endpoints: owner ? [] : [firstEndpoint(world, draft, {id, name})],
		ports: [],
		labels: {},
		detailed: true,
	};
}

function firstEndpoint(world: World, draft: ContainerDraft, named: {id: string; name: string}): Endpoint {
	const network = needNetwork(world, draft.network);
	checkEndpoint(network, draft.endpoint);
	return unplugged(named, network, draft.endpoint);
}

/** Removed by force, as the step means it: a running container is killed. */
export function removeContainer(world: World, {container}: Machine, at: number): Changed {
	const machines = new Map(world.machines);
	machines.delete(container.id);
	const dying = isUp(container)
		? [
				containerEvent(world, at, 'kill', container),
				containerEvent(world, at, 'die', container),
				...disconnections(world, container, at),
			]
		: [];
	return {
		world: {...world, machines},
		events: [...dying, containerEvent(world, at, 'destroy', container)],
	};
}
