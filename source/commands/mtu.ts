import {probeCommand} from './probe-command.js';

export const mtu = probeCommand({
	kind: 'mtu',
	summary: 'The largest packet that passes in one piece',
	target: 'TARGET',
	flags: {size: {type: 'number', value: 'BYTES', summary: 'Try only this: bytes after the headers of IP and ICMP'}},
	input: ({size}) => (typeof size === 'number' ? {size} : {}),
});
