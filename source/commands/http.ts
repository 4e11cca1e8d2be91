import {probeCommand} from './probe-command.js';
import {timeoutOf} from './vantage-flags.js';

export const http = probeCommand({
	kind: 'http',
	summary: 'Ask a web server for a page',
	target: 'URL',
	input: timeoutOf,
	repeats: true,
});
