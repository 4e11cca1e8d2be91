import {probeCommand} from './probe-command.js';

export const listeners = probeCommand({
	kind: 'listeners',
	summary: 'Who listens, on which address and port',
	showsTables: true,
});
