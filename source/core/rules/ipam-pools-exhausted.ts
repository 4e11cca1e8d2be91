import {errorRule} from './error-rule.js';

export const ipamPoolsExhausted = errorRule({
	id: 'ipam-pools-exhausted',
	title: 'No subnet is left for another network',
	why: 'The engine takes subnets from its address pools, and all are given away.',
	severity: 'high',
	fix: {
		title: 'Remove networks that nobody uses; for good: larger default-address-pools in daemon.json',
		commands: ['docker network prune'],
		sideEffects: ['Networks without running or stopped containers are removed.'],
	},
});
