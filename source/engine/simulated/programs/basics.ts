import {EngineError} from '../../errors.js';
import {hostnameOf, readFile} from '../files.js';
import {procFile} from '../proc/files.js';
import {run} from './all.js';
import {type Context, says, type Transcript} from './transcript.js';

/** Files that an engine writes, and those of the kernel. */
export function cat({world, machine, at}: Context, paths: readonly string[]): Transcript {
	const texts = paths.map(path => ({path, text: procFile(world, machine, path, at) ?? fileOf({world, machine}, path)}));
	const missing = texts.filter(({text}) => text === undefined);
	const complaints = missing.map(({path}) => `cat: can't open '${path}': No such file or directory\n`).join('');
	const text = texts.map(file => file.text ?? '').join('');
	return {
		pieces: [...says(text).pieces, ...says(complaints, 1, 'stderr').pieces],
		until: 0,
		exitCode: missing.length > 0 ? 1 : 0,
	};
}

function fileOf({world, machine}: Pick<Context, 'world' | 'machine'>, path: string): string | undefined {
	try {
		return readFile(world, machine, path);
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		return undefined;
	}
}

export function echo(_: Context, args: readonly string[]): Transcript {
	return says(`${args.join(' ')}\n`);
}

export function hostname({machine}: Context): Transcript {
	return says(`${hostnameOf(machine)}\n`);
}

export function sleep(_: Context, [seconds]: readonly string[]): Transcript {
	return {pieces: [], until: seconds === 'infinity' ? Infinity : Number(seconds) * 1000, exitCode: 0};
}

/** `timeout SECONDS PROGRAM …`. */
export function timeout(context: Context, [seconds = '', ...argv]: readonly string[]): Transcript {
	const limit = 1000 * Number(seconds.replace(/s$/, ''));
	const done = run(context, argv);
	if (done.until <= limit) return done;
	return {pieces: done.pieces.filter(({at}) => at < limit), until: limit, exitCode: 124};
}
