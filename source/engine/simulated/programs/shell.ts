import {has, run} from './all.js';
import {scriptFor} from './scripts.js';
import {type Context, type Piece, says, type Transcript} from './transcript.js';

/** `sh -c SCRIPT`: what the probes' scripts print; else simple commands and `exit N`; no variables, quotes or pipes. */
export function shell(context: Context, [flag, script = '', , ...args]: readonly string[]): Transcript {
	if (flag !== '-c') return says('');
	const known = scriptFor(script);
	if (known) return known(context, args);
	const pieces: Piece[] = [];
	let until = 0;
	let exitCode = 0;
	for (const command of script.split(/[;\n]/).filter(line => line.trim() !== '')) {
		const [name = '', argument] = wordsOf(command);
		if (name === 'exit') return {pieces, until, exitCode: Number(argument ?? exitCode)};
		const started = until;
		const done = has(context.kit, name) ? run(context, wordsOf(command)) : missing(name);
		const stream = command.includes('2>&1') ? {stream: undefined} : {};
		pieces.push(...done.pieces.map(piece => ({...piece, ...stream, at: piece.at + started})));
		until += done.until;
		exitCode = done.exitCode;
	}

	return {pieces, until, exitCode};
}

/** Words without their quotes; redirections left out. */
function wordsOf(command: string): readonly string[] {
	return command
		.split(/\s+/)
		.filter(word => word !== '' && !/^\d?[<>]/.test(word))
		.map(word => word.replace(/^(["'])(.*)\1$/, '$2'));
}

function missing(name: string): Transcript {
	return says(`sh: ${name}: not found\n`, 127, 'stderr');
}
