import {probeCommand} from './probe-command.js';

export const mtu = probeCommand({
	kind: 'mtu',
	summary: 'The largest packet that passes whole',
	target: 'TARGET',
	flags: {size: {type: 'number', value: 'BYTES', summary: 'Try only this; a packet has 28 more (IPv6: 48)'}},
	input: ({size}) => (typeof size === 'number' ? {size} : {}),
});
