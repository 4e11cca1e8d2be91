import {type Action, act} from './lifecycle.js';
import type {Changed, Machine, World} from './world.js';

/** How often something happens by itself, milliseconds. */
export const lifeInterval = 20_000;

/** What happens at the `turn`-th interval: jobs start and end, a health check changes its mind. */
export function live(world: World, turn: number, at: number): Changed {
	const restless = [...world.machines.values()].filter(machine => machine.habit);
	const machine = restless[turn % restless.length];
	const action = machine && nextAction(machine);
	return action ? act(world, machine, action, at) : {world, events: []};
}

function nextAction({habit, container}: Machine): Action | undefined {
	if (habit === 'job') return container.state === 'running' ? {type: 'stop', exitCode: 0} : {type: 'start'};
	if (container.state !== 'running') return undefined;
	return {type: 'health', health: container.health === 'healthy' ? 'unhealthy' : 'healthy'};
}
