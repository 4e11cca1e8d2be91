import {errorRule} from './error-rule.js';

export const macvlanParentBusy = errorRule({
	id: 'macvlan-parent-busy',
	title: 'The parent interface is in other use',
	why: 'An interface is the parent of macvlan or of ipvlan, not of both, and not if it is part of a bridge.',
	severity: 'high',
	fix: {
		title: 'Use a VLAN of the interface, the bridge or bond above it, or one driver only',
		commands: ['ip -d link show', 'docker network ls --filter driver=macvlan --filter driver=ipvlan'],
		sideEffects: [],
	},
});
