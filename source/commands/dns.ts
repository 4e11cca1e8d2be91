import {probeCommand} from './probe-command.js';

export const dns = probeCommand({
	kind: 'dns',
	summary: 'Look a name up',
	target: 'NAME',
	flags: {server: {type: 'string', value: 'ADDRESS', summary: "Ask this name server, not the container's own"}},
	input: ({server}) => (typeof server === 'string' ? {server} : {}),
	repeats: true,
});
