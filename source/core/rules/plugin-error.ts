import {errorRule} from './error-rule.js';

export const pluginError = errorRule({
	id: 'plugin-error',
	title: 'A network plugin failed',
	why: 'What the plugin says comes from its own program, not from the engine.',
	severity: 'high',
	fix: {
		title: 'See the plugin’s own log, and restart it',
		commands: ['docker plugin ls', 'journalctl -u docker'],
		sideEffects: [],
	},
});
