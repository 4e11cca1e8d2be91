import {errorRule} from './error-rule.js';

export const overlaySandboxJoinFailed = errorRule({
	id: 'overlay-sandbox-join-failed',
	title: 'An overlay’s interface cannot be made on a node',
	why: 'A stale VXLAN interface is in the way, its number is taken, or the kernel has no VXLAN.',
	severity: 'critical',
	fix: {
		title: 'On that node, find the stale interface and delete it, or restart its engine',
		commands: ['ip -d link show type vxlan', 'systemctl restart docker'],
		sideEffects: ['A restart of the engine restarts its containers, unless live-restore is on.'],
	},
});
