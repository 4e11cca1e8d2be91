import {probeCommand} from './probe-command.js';

export const routes = probeCommand({
	kind: 'routes',
	summary: 'Interfaces, addresses, MTU and gateways',
	showsTables: true,
});
