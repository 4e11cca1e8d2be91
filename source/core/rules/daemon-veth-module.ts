import {errorRule} from './error-rule.js';

export const daemonVethModule = errorRule({
	id: 'daemon-veth-module',
	title: 'The kernel cannot make interfaces for containers',
	why: 'Most often the kernel was upgraded and the host not restarted: the modules of the running one are gone.',
	severity: 'critical',
	fix: {
		title: 'Restart the host',
		commands: ['modprobe veth', 'systemctl reboot'],
		sideEffects: ['Everything on the host stops.'],
	},
});
