import {asEngineError} from '../engine/errors.js';
import {UserError} from '../errors.js';

/** What to tell a person about trouble with the engine or with what was asked for; a bug in our own code is thrown on. */
export function messageOf(error: unknown): string {
	return error instanceof UserError ? error.message : asEngineError(error).message;
}
