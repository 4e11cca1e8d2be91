import {probeCommand} from './probe-command.js';

export const listeners = probeCommand({
	kind: 'listeners',
	summary: 'Who listens there, on which address and port',
	showsTables: true,
});
