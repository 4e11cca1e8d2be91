import type {Kit} from '../world.js';
import {has, run} from './all.js';
import {type Context, type Piece, says, type Transcript} from './transcript.js';

/**
 * `sh -c SCRIPT`: simple commands one after the other, `exit N`, and `command -v NAME … && {…}`; no variables,
 * quotes or pipes.
 */
export function shell(context: Context, [flag, script = '']: readonly string[]): Transcript {
	if (flag !== '-c') return says('');
	const pieces: Piece[] = [];
	let until = 0;
	let exitCode = 0;
	for (const command of commandsOf(script, context.kit)) {
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

function commandsOf(script: string, kit: Kit): readonly string[] {
	const plain = script.replace(/command -v (\S+) >\/dev\/null && \{ (.*?); \}/g, (_, name: string, body: string) =>
		has(kit, name) ? body : 'true',
	);
	return plain.split(/[;\n]/).filter(command => command.trim() !== '');
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
