import type {EngineError} from '../engine/errors.js';
import type {ExitCode} from '../errors.js';

/** What a shell is told of trouble with the engine. */
export function exitCodeOf({kind}: EngineError): ExitCode {
	switch (kind) {
		case 'unreachable':
		case 'timeout':
		case 'engine':
			return 3;
		case 'denied':
			return 4;
		default:
			return 1;
	}
}
