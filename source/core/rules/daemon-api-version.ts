import {errorRule} from './error-rule.js';

export const daemonApiVersion = errorRule({
	id: 'daemon-api-version',
	title: 'A program speaks a version of the API that the engine does not',
	why: 'Engines drop old versions of the API.',
	severity: 'critical',
	fix: {
		title: 'Upgrade that program, or allow older versions with min-api-version in daemon.json',
		commands: ['docker version'],
		sideEffects: [],
	},
});
