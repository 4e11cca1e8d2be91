import {errorRule} from './error-rule.js';

export const portZeroOrEmptyBinding = errorRule({
	id: 'port-zero-or-empty-binding',
	title: 'A port binding names no port',
	why: 'Container port 0 does not exist, and an empty list of bindings will be dropped in future.',
	severity: 'low',
	fix: {
		title: 'Publish a real container port; leave the host port empty for any free one',
		commands: ['docker run --publish 8080 IMAGE'],
		sideEffects: [],
	},
});
