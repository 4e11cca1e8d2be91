import type {Step} from '../../core/plan/step.js';
import {connect, disconnect} from './attach.js';
import {removeContainer, runContainer} from './containers.js';
import {pulled} from './images.js';
import {createNetwork, removeNetwork} from './networks.js';
import {type Changed, needMachine, needNetwork, type World} from './world.js';

/** What a step makes of a world. Throws EngineError, in Docker's words, where the engine would refuse. */
export function apply(world: World, step: Step, at: number): Changed {
	switch (step.type) {
		case 'create-network':
			return createNetwork(world, step.draft, at);
		case 'remove-network':
			return removeNetwork(world, needNetwork(world, step.network), at);
		case 'connect': {
			const machine = needMachine(world, step.container);
			return connect(world, needNetwork(world, step.network), machine, step.endpoint, at);
		}

		case 'disconnect': {
			const machine = needMachine(world, step.container);
			return disconnect(world, needNetwork(world, step.network), machine, at);
		}

		case 'run-container':
			return runContainer(world, step.draft, at);
		case 'remove-container':
			return removeContainer(world, needMachine(world, step.container), at);
		case 'pull-image':
			return {world: pulled(world, step.image), events: []};
	}
}
