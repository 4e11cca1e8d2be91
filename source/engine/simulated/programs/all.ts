import {EngineError} from '../../errors.js';
import {hostnameOf, readFile} from '../files.js';
import type {Kit} from '../world.js';
import {ip} from './ip.js';
import {dig, getent, nslookup} from './lookup.js';
import {ping} from './ping.js';
import {shell} from './shell.js';
import {type Context, type Program, says, type Transcript} from './transcript.js';

const basic: Readonly<Record<string, Program>> = {
	sh: shell,
	cat,
	echo: (_, args) => says(`${args.join(' ')}\n`),
	hostname: ({machine}) => says(`${hostnameOf(machine)}\n`),
	sleep: (_, [seconds]) => ({
		pieces: [],
		until: seconds === 'infinity' ? Infinity : Number(seconds) * 1000,
		exitCode: 0,
	}),
	true: () => says(''),
};

const busyboxHelp = (usage: string): Transcript =>
	says(`BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.\n\nUsage: ${usage}\n`, 1, 'stderr');

const kits: Readonly<Record<Kit, Readonly<Record<string, Program>>>> = {
	busybox: {
		...basic,
		ash: shell,
		ip,
		ping: (context, args) => (args[0] === '-V' ? busyboxHelp('ping [OPTIONS] HOST') : ping(context, args)),
		nslookup: (context, args) =>
			args[0] === '--help'
				? busyboxHelp('nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]')
				: nslookup(context, args),
	},
	iputils: {
		...basic,
		bash: shell,
		ip,
		ping: (context, args) => (args[0] === '-V' ? says('ping from iputils 20221126\n') : ping(context, args)),
		dig: (context, args) => (args[0] === '-v' ? says('DiG 9.18.28-1~deb12u2-Debian\n') : dig(context, args)),
		getent: glibcGetent,
	},
	slim: {...basic, bash: shell, getent: glibcGetent},
	distroless: {},
};

function glibcGetent(context: Context, args: readonly string[]): Transcript {
	return args[0] === '--version' ? says('getent (Debian GLIBC 2.36-9+deb12u7) 2.36\n') : getent(context, args);
}

function cat({world, machine}: Context, paths: readonly string[]): Transcript {
	try {
		return says(paths.map(path => readFile(world, machine, path)).join(''));
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		return says(`cat: can't open '${paths.join(' ')}': No such file or directory\n`, 1, 'stderr');
	}
}

export function has(kit: Kit, program: string): boolean {
	return kits[kit][program.replace(/^.*\//, '')] !== undefined;
}

/** Runs a program as an engine does: one that is not there is exit code 127 and the runtime's words. */
export function run(context: Context, [name = '', ...args]: readonly string[]): Transcript {
	const program = kits[context.kit][name.replace(/^.*\//, '')];
	if (program) return program(context, args);
	const reason = `unable to start container process: exec: "${name}": executable file not found in $PATH`;
	return says(`OCI runtime exec failed: exec failed: ${reason}\r\n`, 127);
}
