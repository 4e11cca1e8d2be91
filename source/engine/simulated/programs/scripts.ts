import {batchOf} from '../../../core/probes/batch.js';
import {discovery, programs} from '../../../core/probes/discover.js';
import {listeners} from '../../../core/probes/listeners.js';
import {mtuScript} from '../../../core/probes/mtu-script.js';
import {bash, timed} from '../../../core/probes/tcp-scripts.js';
import {inodeOf} from '../proc/sockets.js';
import {socketsOf} from '../sockets.js';
import {has, run} from './all.js';
import {cat} from './basics.js';
import {bashConnect, clock} from './connect.js';
import {type Context, type Piece, type Program, says, type Transcript} from './transcript.js';

/** What the constant scripts of probes print, by their text; arguments are those after `$0`. */
const scripts: ReadonlyMap<string, Program> = new Map([
	[discovery.argv[2], discover],
	[scriptOf(batchOf([], '').argv), batch],
	[scriptOf(listeners.argv({from: '', target: ''}, {id: 'sh', title: ''}).argv), listen],
	[mtuScript, measure],
	[bash, bashConnect],
	[timed, time],
]);

export function scriptFor(text: string): Program | undefined {
	return scripts.get(text);
}

function scriptOf(argv: readonly string[]): string {
	return argv[2] ?? '';
}

/** One program after the other; standard error goes where the output goes. */
function chain(done: readonly Transcript[]): Transcript {
	let start = 0;
	const pieces: Piece[] = [];
	for (const {pieces: said, until} of done) {
		for (const {at, text} of said) pieces.push({at: at + start, text});
		start += until;
	}

	return {pieces, until: start, exitCode: done.at(-1)?.exitCode ?? 0};
}

function discover(context: Context): Transcript {
	const there = programs.filter(({program}) => has(context.kit, program));
	return chain(there.flatMap(({program, ask}) => [says(`@${program}\n`), run(context, [program, ask])]));
}

const textOf = ({pieces}: Transcript) => pieces.map(({text}) => text).join('');

function batch(context: Context, [mark = '', ...words]: readonly string[]): Transcript {
	const commands: (readonly string[])[] = [];
	for (let at = 0; at < words.length; at += 1 + Number(words[at])) {
		commands.push(words.slice(at + 1, at + 1 + Number(words[at])));
	}

	const done = commands.map(argv => run(context, argv));
	const pieces = done
		.map((one, number) => ({
			at: one.until,
			text: `${mark} ${number} ${one.exitCode}\n${textOf(one).replace(/\n+$/, '')}\n${mark}\n`,
		}))
		.sort((a, b) => a.at - b.at);
	return {pieces, until: pieces.at(-1)?.at ?? 0, exitCode: 0};
}

/** The kernel's tables, and the processes that can be seen: a container's own are one each. */
function listen(context: Context): Transcript {
	const {world, machine, processes} = context;
	const tables = cat(
		context,
		['tcp', 'tcp6', 'udp', 'udp6'].map(name => `/proc/net/${name}`),
	);
	const visible = socketsOf(world, machine).filter(
		({holder, address}) =>
			processes &&
			address === undefined &&
			(holder === undefined || holder.container.id === machine.container.id || machine.container.id === ''),
	);
	const names = [...new Set(visible.map(({process}) => process))];
	const said = names.map((name, index) => `@process ${index + 1} ${name}\n`);
	const open = names.map((name, index) => {
		const sockets = visible.filter(({process}) => process === name);
		const rows = sockets.map(
			(socket, number) => `lrwx------ 1 root root 64 Jan  1 00:00 ${number + 3} -> socket:[${inodeOf(socket)}]\n`,
		);
		return `/proc/${index + 1}/fd:\n${rows.join('')}\n`;
	});
	return chain([tables, says([...said, ...open].join(''))]);
}

function time(context: Context, argv: readonly string[]): Transcript {
	const done = run(context, argv);
	const end = {at: done.until, text: `@time ${clock(context, 0)} ${clock(context, done.until)}\n`};
	return {...done, pieces: [...done.pieces, end]};
}

const largest = 65_507;

/** The search of the script, with ping as the world answers it. */
function measure(context: Context, [target = '', only]: readonly string[]): Transcript {
	const done: Transcript[] = [];
	const attempt = (size: number, seconds: number) => {
		const options = ['-n', '-M', 'do', '-c', '1', '-i', '0.2', '-w', String(seconds)];
		const pinged = run(context, ['ping', ...options, '-s', String(size), target]);
		done.push(says(`@${size}\n`), pinged);
		return pinged;
	};

	const first = attempt(56, 3);
	if (first.exitCode !== 0) return chain(done);
	const header = textOf(first).includes(':') && /\([\da-f]*:[\da-f:]*\)/.test(textOf(first)) ? 48 : 28;
	if (only) {
		attempt(Number(only), 2);
		return chain(done);
	}

	let [low, high, told] = [56, largest + 1, 0];
	let size = largest;
	while (high - low > 1) {
		const pinged = attempt(size, 1);
		if (pinged.exitCode === 0) {
			low = size;
			if (size === told) return chain(done);
		} else {
			high = size;
			told = Number(/mtu\D*(\d+)/.exec(textOf(pinged))?.[1] ?? told + header) - header;
		}

		size = [told, 1500 - header].find(candidate => low < candidate && candidate < high) ?? Math.floor((low + high) / 2);
	}

	return chain([...done, says('')]);
}
