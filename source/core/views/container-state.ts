import type {Container} from '../model/container.js';
import type {Tone} from './view.js';

/** How a container is, in one word or two. `rank`: what needs a look first has the lowest. */
export type Condition = {readonly text: string; readonly tone: Tone; readonly rank: number};

const byHealth: Readonly<Record<NonNullable<Container['health']>, Condition>> = {
	unhealthy: {text: 'unhealthy', tone: 'bad', rank: 1},
	starting: {text: 'starting', tone: 'warn', rank: 5},
	healthy: {text: 'healthy', tone: 'good', rank: 7},
};

const byState: Readonly<Record<Container['state'], Condition>> = {
	dead: {text: 'dead', tone: 'bad', rank: 0},
	restarting: {text: 'restarting', tone: 'bad', rank: 2},
	paused: {text: 'paused', tone: 'warn', rank: 4},
	removing: {text: 'removing', tone: 'warn', rank: 6},
	running: {text: 'running', tone: 'good', rank: 8},
	created: {text: 'created', tone: 'dim', rank: 9},
	exited: {text: 'exited', tone: 'dim', rank: 10},
};

/** The state, or of a running container its health where it has a check. */
export function conditionOf({state, health, exitCode, error}: Container): Condition {
	if (state === 'running') return health ? byHealth[health] : byState.running;
	if (error && (state === 'created' || state === 'exited')) return {text: 'failed to start', tone: 'bad', rank: 3};
	if (state === 'exited' && exitCode) return {text: `exited (${exitCode})`, tone: 'bad', rank: 3};
	return byState[state];
}
