import {errorRule} from './error-rule.js';

export const overlayNotAttachable = errorRule({
	id: 'overlay-not-attachable',
	title: 'An overlay is for services only',
	why: 'Containers cannot join an overlay that was made without --attachable, and that cannot be changed.',
	severity: 'high',
	fix: {
		title: 'Make the network anew with --attachable, or run it as a service',
		commands: ['docker network create --driver overlay --attachable NETWORK'],
		sideEffects: ['Services have to move to the new network.'],
	},
});
