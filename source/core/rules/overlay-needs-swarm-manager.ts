import {errorRule} from './error-rule.js';

export const overlayNeedsSwarmManager = errorRule({
	id: 'overlay-needs-swarm-manager',
	title: 'An overlay needs a swarm and its manager',
	why: 'Overlay networks are made by managers of a swarm, and kept by them.',
	severity: 'high',
	fix: {
		title: 'Start a swarm, or ask a manager of it',
		commands: ['docker swarm init', 'docker swarm join-token worker'],
		sideEffects: ['The engine becomes part of a swarm.'],
	},
});
