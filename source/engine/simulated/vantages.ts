import {plainEndpoint} from '../../core/plan/step.js';
import type {Vantage} from '../../core/probes/probe.js';
import {EngineError} from '../errors.js';
import {unplugged} from './endpoint.js';
import {findImage} from './images.js';
import type {Context} from './programs/transcript.js';
import {isUp, type Machine, needMachine, needNetwork, type World} from './world.js';

/** Where a program runs. Throws EngineError where none can. */
export function contextOf(world: World, vantage: Vantage, at: number): Context {
	switch (vantage.kind) {
		case 'tool': {
			const machine = needMachine(world, vantage.container);
			checkRuns(machine);
			return {world, machine, kit: findImage(world, machine.container.image)?.kit ?? 'distroless', at, processes: true};
		}

		case 'helper': {
			const {container, image, processes = false} = vantage;
			const kit = findImage(world, image)?.kit;
			if (!kit) throw new EngineError('missing', `The engine has no image ${image}: docker pull ${image}`);
			if (kit === 'distroless') {
				throw new EngineError('unsupported', `${image} cannot serve as a helper: it has no program sleep.`);
			}

			const machine = container === undefined ? hostMachine(world) : needMachine(world, container);
			checkJoins(machine);
			return {world, machine, kit, at, processes};
		}

		case 'namespace':
			throw new EngineError('unsupported', 'The demo has no machine whose programs could enter a container’s network.');
		case 'local':
			throw new EngineError('unsupported', 'The demo has no machine of its own: nothing runs outside its containers.');
	}
}

function checkRuns({container}: Machine): void {
	if (container.state === 'paused') {
		const reason = `Container ${container.name} is paused, unpause the container before exec`;
		throw new EngineError('conflict', reason);
	}

	if (container.state !== 'running') {
		throw new EngineError('conflict', `container ${container.id} is not running`);
	}
}

function checkJoins({container}: Machine): void {
	if (isUp(container)) return;
	const reason = `container ${container.id} is ${container.state}`;
	throw new EngineError('conflict', `cannot join network namespace of a non running container: ${reason}`);
}

/** A container with the host's network; it is in no list. */
function hostMachine(world: World): Machine {
	const named = {id: '', name: 'host'};
	return {
		container: {
			host: world.host.id,
			...named,
			image: '',
			command: '',
			state: 'running',
			status: '',
			networkMode: 'host',
			endpoints: [unplugged(named, needNetwork(world, 'host'), plainEndpoint)],
			ports: [],
			labels: {},
			detailed: true,
		},
		changedAt: 0,
		pausedMs: 0,
		plugs: [],
		profile: {receives: 0, sends: 0},
		listens: [],
		removeWhenStopped: false,
	};
}
