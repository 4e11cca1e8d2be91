import {UserError} from '../errors.js';
import type {CommandContext} from './command.js';

/** The arguments of a command that takes exactly two; with fewer or more it ends with `problem`. */
export function twoArguments({arguments: given}: CommandContext, problem: string): readonly [string, string] {
	const [first, second, surplus] = given;
	if (first === undefined || second === undefined || surplus !== undefined) throw new UserError(problem);
	return [first, second];
}
