import {errorRule} from './error-rule.js';

export const swarmFeatureIncompatible = errorRule({
	id: 'swarm-feature-incompatible',
	title: 'A setting of the engine does not go with swarm mode',
	why: 'Live restore and the nftables firewall are not for engines of a swarm.',
	severity: 'medium',
	fix: {
		title: 'Take the setting out of daemon.json, or leave the swarm',
		commands: ['systemctl restart docker'],
		sideEffects: ['Containers restart.'],
	},
});
