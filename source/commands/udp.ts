import {probeCommand} from './probe-command.js';
import {timeoutOf} from './vantage-flags.js';

export const udp = probeCommand({
	kind: 'udp',
	summary: 'Send to a UDP port and wait for an answer',
	target: 'HOST:PORT',
	input: timeoutOf,
	repeats: true,
});
