import {probeCommand} from './probe-command.js';
import {familyFlags, familyOf, timeoutOf} from './vantage-flags.js';

export const tcp = probeCommand({
	kind: 'tcp',
	summary: 'Connect to a TCP port',
	target: 'HOST:PORT',
	flags: familyFlags,
	input: flags => ({...timeoutOf(flags), ...familyOf(flags)}),
	repeats: true,
});
