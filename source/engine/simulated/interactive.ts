import type {Terminal} from '../engine.js';
import {until} from './line.js';
import {has, run} from './programs/all.js';
import {type Context, play} from './programs/transcript.js';

const prompt = '/ # ';
const banner =
	'This shell is simulated: it runs single commands such as ip addr, ping, nslookup, cat, hostname; exit leaves it.';

/** A small shell in a simulated container; resolves with its exit code, or with what the program itself leaves. */
export async function openShell(
	context: () => Context,
	argv: readonly string[],
	terminal: Terminal,
	signal: AbortSignal,
	instant: boolean,
): Promise<number> {
	const write = (text: string) => terminal.write(new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n')));
	const execute = async (words: readonly string[]) => {
		let shown = 0;
		const show = ({stdout, stderr}: {readonly stdout: string; readonly stderr: string}) => {
			write((stdout + stderr).slice(shown));
			shown = stdout.length + stderr.length;
		};

		const output = await play(
			run(context(), words),
			{timeoutMs: Number.POSITIVE_INFINITY, signal, onProgress: show},
			instant,
		);
		return output.exitCode ?? 0;
	};

	if (!isShell(argv, context())) return execute(argv);
	write(`${banner}\n${prompt}`);
	for await (const line of linesFrom(terminal, write, signal)) {
		const words = line.trim().split(/\s+/).filter(Boolean);
		if (words[0] === 'exit') return Number(words[1] ?? 0);
		if (words[0] !== undefined && has(context().kit, words[0])) await execute(words);
		else if (words[0] !== undefined) write(`sh: ${words[0]}: not found\n`);
		write(prompt);
	}

	return 0;
}

function isShell([name = '', ...args]: readonly string[], {kit}: Context): boolean {
	return args.length === 0 && has(kit, name) && /(^|\/)(ba|a)?sh$/.test(name);
}

/** Lines as a person types them, echoed; ends at Ctrl-D on an empty line. Throws a cancelled EngineError at the signal. */
async function* linesFrom(
	terminal: Terminal,
	write: (text: string) => void,
	signal: AbortSignal,
): AsyncGenerator<string, void> {
	const typed: string[] = [];
	let wake = () => {};
	terminal.onInput(chunk => {
		typed.push(...new TextDecoder().decode(chunk));
		wake();
	});
	let line = '';
	while (true) {
		const key = typed.shift();
		if (key === undefined) {
			await until(
				new Promise<void>(resolve => {
					wake = resolve;
				}),
				signal,
			);
		} else if (key === '\r' || key === '\n') {
			write('\n');
			yield line;
			line = '';
		} else if (key === '\u0004' && line === '') {
			write('\n');
			return;
		} else if (key === '\u0003') {
			write(`^C\n${prompt}`);
			line = '';
		} else if (key === '\u007f' || key === '\b') {
			if (line !== '') write('\b \b');
			line = line.slice(0, -1);
		} else if (key >= ' ') {
			line += key;
			write(key);
		}
	}
}
