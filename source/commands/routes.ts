import {probeCommand} from './probe-command.js';

export const routes = probeCommand({
	kind: 'routes',
	summary: 'Interfaces with their addresses and MTU, and default gateways',
	showsTables: true,
});
