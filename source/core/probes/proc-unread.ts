import {firstLine, isMissing, isNotStarted} from './output.js';
import type {Answer, Output, Tool} from './probe.js';

/** Why nothing could be read. */
export function unread(output: Output, tool: Tool, from: string): Answer {
	if (isMissing(output)) return {result: 'tool-missing', message: `${from} has no ${tool.title}: nothing was read.`};
	if (output.exitCode === undefined) {
		return {result: 'timeout', message: `${from} was not read in time (${tool.title}).`};
	}

	return {
		result: 'not-permitted',
		message: `${tool.title} ${isNotStarted(output) ? 'cannot be used' : 'could read nothing'} in ${from}: ${firstLine(output)}`,
	};
}
