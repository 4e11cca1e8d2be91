import {errorRule} from './error-rule.js';

export const portIptablesChainMissing = errorRule({
	id: 'port-iptables-chain-missing',
	title: 'Docker’s chains are gone from the firewall',
	why: 'Something flushed them while the engine ran: no port can be published until it makes them anew.',
	severity: 'critical',
	fix: {
		title: 'Restart the engine, and start the firewall before it',
		commands: ['systemctl restart docker'],
		sideEffects: ['Containers restart too, unless live-restore is on.'],
	},
});
