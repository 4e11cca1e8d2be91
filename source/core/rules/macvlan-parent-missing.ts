import {errorRule} from './error-rule.js';

export const macvlanParentMissing = errorRule({
	id: 'macvlan-parent-missing',
	title: 'The parent interface is not there',
	why: 'A macvlan or ipvlan network lives on an interface of the host, which was renamed or is gone.',
	severity: 'critical',
	fix: {
		title: 'Make the network anew on an interface that the host has',
		commands: ['ip link show', 'docker network create --driver macvlan --opt parent=INTERFACE NETWORK'],
		sideEffects: ['Containers have to move to the new network.'],
	},
});
