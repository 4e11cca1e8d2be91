import {errorRule} from './error-rule.js';

export const netAmbiguousName = errorRule({
	id: 'net-ambiguous-name',
	title: 'A network name stands for several networks',
	why: 'Engines before 25 let two networks have one name: who asks by name gets an error.',
	severity: 'medium',
	fix: {
		title: 'Use ids, and remove the network that is not needed',
		commands: ['docker network ls --no-trunc', 'docker network rm ID'],
		sideEffects: [],
	},
});
