import {mostHops, usualHops} from '../core/probes/trace.js';
import {probeCommand} from './probe-command.js';

export const trace = probeCommand({
	kind: 'trace',
	summary: 'The hops on the way to a target',
	target: 'TARGET',
	flags: {maxHops: {type: 'number', value: 'N', summary: `Hops to try, 1 to ${mostHops} (default: ${usualHops})`}},
	input: ({maxHops}) => (typeof maxHops === 'number' ? {maxHops} : {}),
	showsTables: true,
});
