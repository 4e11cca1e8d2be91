import {errorRule} from './error-rule.js';

export const overlayAttachTimeout = errorRule({
	id: 'overlay-attach-timeout',
	title: 'The swarm gave no place on the network in time',
	why: 'The managers have no quorum, or cannot give an address.',
	severity: 'high',
	fix: {
		title: 'See whether the managers are up and what they log',
		commands: ['docker node ls', 'docker network inspect NETWORK'],
		sideEffects: [],
	},
});
