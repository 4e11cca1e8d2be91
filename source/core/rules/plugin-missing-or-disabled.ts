import {errorRule} from './error-rule.js';

export const pluginMissingOrDisabled = errorRule({
	id: 'plugin-missing-or-disabled',
	title: 'A network plugin is missing or disabled',
	why: 'Networks of a plugin work while it runs, and nothing starts on them otherwise.',
	severity: 'critical',
	fix: {
		title: 'Enable the plugin, or install it',
		commands: ['docker plugin ls', 'docker plugin enable PLUGIN'],
		sideEffects: [],
	},
});
