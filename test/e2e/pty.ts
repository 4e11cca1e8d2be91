import pty from '@lydell/node-pty';
import {type Cell, createEmulator} from '../ui/terminal/emulator.js';

/**
 * A program in a pseudo-terminal, as a person would use it:
 *
 *   const terminal = openPty({argv: ['node', 'dist/cli.js', '--demo']});
 *   await terminal.waitFor('Networks');
 *   terminal.press('j', 'enter');
 *   await terminal.waitFor(screen => screen[0]!.includes('shop_default'));
 *   terminal.press('q');
 *   expect(await terminal.exit).toEqual({code: 0, signal: undefined});
 *   terminal.close();
 *
 * Every wait is for something on the screen, never for bare time; one that fails shows the screen.
 */
export type Pty = {
	/** The picture now: rows without the blanks at their ends. */
	screen(): string[];
	/** One cell with its look; column and row count from 0. */
	cell(column: number, row: number): Cell;
	/** True between entering and leaving the alternate screen. */
	readonly isAlternate: boolean;
	readonly isCursorHidden: boolean;
	/** Bytes that the program has written so far. */
	readonly bytes: number;
	/** All that the program has written so far. */
	readonly output: string;
	readonly pid: number;
	/**
	 * Keys by name (`enter`, `esc`, `tab`, `up`, `ctrl-d`, `alt-x`, `f1` …) or as they are (`j`, `hello`). After `esc`, wait
	 * for what it does: a key that follows at once makes it an `alt-`.
	 */
	press(...keys: readonly string[]): void;
	/** As a terminal does with bracketed paste on. */
	paste(text: string): void;
	/** The screen, once it holds the text or fulfils the condition. Rejects, with the screen, after `timeoutMs`. */
	waitFor(wanted: string | RegExp | ((screen: string[]) => boolean), timeoutMs?: number): Promise<string[]>;
	resize(columns: number, rows: number): void;
	/** Stops reading, as a link that stalls; until `resume`. */
	pause(): void;
	resume(): void;
	kill(signal: string): void;
	/** Closes the terminal's window: the other end is gone. */
	hangUp(): void;
	readonly exit: Promise<{readonly code: number; readonly signal: number | undefined}>;
	/** Ends the program if it is still there. */
	close(): void;
};

export type PtyOptions = {
	readonly argv: readonly string[];
	/** Added to the environment, without what would change colours or mark a CI; undefined removes. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
	readonly columns?: number;
	readonly rows?: number;
};

const named: Readonly<Record<string, string>> = {
	enter: '\r',
	esc: '\x1b',
	tab: '\t',
	'shift-tab': '\x1b[Z',
	space: ' ',
	backspace: '\x7f',
	delete: '\x1b[3~',
	up: '\x1b[A',
	down: '\x1b[B',
	right: '\x1b[C',
	left: '\x1b[D',
	home: '\x1b[H',
	end: '\x1b[F',
	pageup: '\x1b[5~',
	pagedown: '\x1b[6~',
	f1: '\x1bOP',
};

function bytesOf(key: string): string {
	const control = /^ctrl-([a-z])$/.exec(key);
	if (control) return String.fromCharCode(control[1]!.charCodeAt(0) - 96);
	const alt = /^alt-(.)$/.exec(key);
	return alt ? `\x1b${alt[1]}` : (named[key] ?? key);
}

export function openPty({argv, env = {}, cwd, columns = 120, rows = 40}: PtyOptions): Pty {
	const {CI: _ci, NO_COLOR: _noColor, FORCE_COLOR: _forceColor, ...inherited} = process.env;
	const environment = Object.fromEntries(
		Object.entries({...inherited, TERM: 'xterm-256color', ...env}).filter(([, value]) => value !== undefined),
	) as Record<string, string>;
	const emulator = createEmulator(columns, rows);
	const child = pty.spawn(argv[0]!, argv.slice(1), {
		name: 'xterm-256color',
		cols: columns,
		rows,
		env: environment,
		...(cwd === undefined ? {} : {cwd}),
	});
	let output = '';
	let exited: {code: number; signal: number | undefined} | undefined;
	/** Called when there is something new to look at. */
	const watchers = new Set<() => void>();
	const look = () => {
		for (const watcher of [...watchers]) watcher();
	};
	/** Pieces that the emulator has not drawn yet. */
	let coming = 0;
	/** A person sees whole frames: the program puts each in a synchronized update, which may come in several pieces. */
	const isWhole = () => coming === 0 && output.lastIndexOf('\x1b[?2026h') <= output.lastIndexOf('\x1b[?2026l');
	child.onData(data => {
		output += data;
		coming += 1;
		void emulator.write(data).then(() => {
			coming -= 1;
			look();
		});
	});
	const exit = new Promise<{code: number; signal: number | undefined}>(resolve => {
		child.onExit(({exitCode, signal}) => {
			exited = {code: exitCode, signal: signal || undefined};
			resolve(exited);
			void emulator.write('').then(look);
		});
	});

	const picture = (why: string) =>
		[
			why,
			`program: ${argv.join(' ')}${exited ? ` (exited: ${JSON.stringify(exited)})` : ''}`,
			`┌${'─'.repeat(columns)}┐`,
			...emulator.screen().map(row => `│${row}`),
			`└${'─'.repeat(columns)}┘`,
		].join('\n');

	return {
		screen: emulator.screen,
		cell: emulator.cell,
		get isAlternate() {
			return emulator.isAlternate;
		},
		get isCursorHidden() {
			return emulator.isCursorHidden;
		},
		get bytes() {
			return Buffer.byteLength(output);
		},
		get output() {
			return output;
		},
		pid: child.pid,
		press(...keys) {
			for (const key of keys) child.write(bytesOf(key));
		},
		paste: text => child.write(`\x1b[200~${text}\x1b[201~`),
		waitFor(wanted, timeoutMs = 10_000) {
			const fulfilled = () => {
				const screen = emulator.screen();
				if (typeof wanted === 'function') return wanted(screen);
				return typeof wanted === 'string' ? screen.join('\n').includes(wanted) : wanted.test(screen.join('\n'));
			};
			const {stack} = new Error();
			return new Promise((resolve, reject) => {
				const fail = (why: string) => {
					stop();
					const error = new Error(picture(`${why}: ${wanted}`));
					error.stack = `${error.message}\n${stack?.split('\n').slice(2).join('\n')}`;
					reject(error);
				};
				const check = () => {
					if ((isWhole() || exited) && fulfilled()) {
						stop();
						resolve(emulator.screen());
					} else if (exited && coming === 0) fail('The program ended before the screen showed');
				};
				const timer = setTimeout(() => fail(`Not on the screen within ${timeoutMs} ms`), timeoutMs);
				const stop = () => {
					clearTimeout(timer);
					watchers.delete(check);
				};
				watchers.add(check);
				check();
			});
		},
		resize(newColumns, newRows) {
			columns = newColumns;
			emulator.resize(newColumns, newRows);
			child.resize(newColumns, newRows);
		},
		pause: () => child.pause(),
		resume: () => child.resume(),
		kill: signal => child.kill(signal),
		hangUp: () => (child as unknown as {destroy(): void}).destroy(),
		exit,
		close() {
			if (!exited) child.kill('SIGKILL');
			emulator.dispose();
		},
	};
}
