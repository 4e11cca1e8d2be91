import {programs} from '../../../core/probes/discover.js';
import type {Kit} from '../world.js';
import {kits} from './kits.js';
import {type Context, says, type Transcript} from './transcript.js';

const nameOf = (program: string) => program.replace(/^.*\//, '');

export function has(kit: Kit, program: string): boolean {
	return kits[kit][nameOf(program)] !== undefined;
}

/** Runs a program as an engine does: one that is not there is exit code 127 and the runtime's words. */
export function run(context: Context, [name = '', ...args]: readonly string[]): Transcript {
	const program = kits[context.kit][nameOf(name)];
	if (!program) {
		const reason = `unable to start container process: exec: "${name}": executable file not found in $PATH`;
		return says(`OCI runtime exec failed: exec failed: ${reason}\r\n`, 127);
	}

	const asked = args.length === 1 && programs.some(other => other.program === nameOf(name) && other.ask === args[0]);
	return asked ? says(program.introduction) : program.run(context, args);
}
