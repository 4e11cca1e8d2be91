import {errorRule} from './error-rule.js';

export const daemonBrNetfilter = errorRule({
	id: 'daemon-br-netfilter',
	title: 'The kernel does not filter bridged packets',
	why: 'Isolation between containers of a network needs the module br_netfilter.',
	severity: 'high',
	fix: {
		title: 'Load the module',
		commands: ['modprobe br_netfilter'],
		sideEffects: ['Bridged packets of the host pass its firewall from then on.'],
	},
});
