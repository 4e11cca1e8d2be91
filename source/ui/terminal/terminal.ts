import type {Terminal} from '../../engine/engine.js';
import {UserError} from '../../errors.js';
import {captureLog} from './captured-log.js';
import {Descriptor} from './descriptor.js';
import {InkStdin, InkStdout} from './ink-streams.js';
import {Input, type Mouse} from './input.js';
import {enter, leave, leaveForeign, mouseOff, mouseOn} from './modes.js';
import {handleSignals, stopGroup} from './signals.js';
import {Writer} from './writer.js';

export type {Mouse} from './input.js';

export type TerminalSession = {
	/** What Ink gets: one key (a whole escape sequence) per read. */
	readonly stdin: NodeJS.ReadStream;
	/** What Ink gets, with `debug: true`: whole frames. */
	readonly stdout: NodeJS.WriteStream;
	size(): {columns: number; rows: number};
	/** Called when the picture has been given up; `stdout` emits 'resize' too. */
	onResize(listener: () => void): void;
	/** Bracketed paste on one line, without control characters; it never reaches Ink as keys. */
	onPaste(listener: (text: string) => void): void;
	/** Puts text into `stdin` as one key: a paste for the text field in focus. */
	type(text: string): void;
	onMouse(listener: (mouse: Mouse) => void): void;
	/** Off by default, as it takes the terminal's own text selection away. */
	setMouse(on: boolean): void;
	/** Alternate screen, raw mode, signals, console. */
	start(): void;
	/** All of `start` undone; may be called at any time, and more than once. */
	stop(): void;
	/** Ctrl-Z does this by itself. */
	suspend(): void;
	/** The normal screen and raw bytes both ways for somebody else's program; takes the screen back whatever happens. */
	handOver<T>(use: (terminal: Terminal) => Promise<T>): Promise<T>;
	/** Between frames, never inside one. */
	writeRaw(sequence: string): void;
	/** What was written to the console meanwhile, the last 200 lines. */
	readonly log: readonly string[];
};

type Output = NodeJS.WriteStream & {readonly fd: number};
type Options = {readonly input?: NodeJS.ReadStream; readonly output?: Output};

export function createTerminal({input = process.stdin, output = process.stdout}: Options = {}): TerminalSession {
	return new Session(input, output);
}

class Session implements TerminalSession {
	readonly log: string[] = [];
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	private readonly inkStdin = new InkStdin();
	private readonly inkStdout: InkStdout;
	private readonly descriptor: Descriptor;
	private readonly writer: Writer;
	private readonly keys: Input;
	private readonly undo: (() => void)[] = [];
	private readonly resizeListeners: (() => void)[] = [];
	private readonly pasteListeners: ((text: string) => void)[] = [];
	private readonly mouseListeners: ((mouse: Mouse) => void)[] = [];
	/** `off`: not started, or stopped. `suspended`: the shell has the terminal. */
	private state: 'off' | 'on' | 'suspended' = 'off';
	/** Handed over. */
	private foreign = false;
	private mouse = false;
	private foreignInput: ((chunk: Uint8Array) => void) | undefined;
	private foreignResize: ((columns: number, rows: number) => void) | undefined;

	constructor(
		private readonly input: NodeJS.ReadStream,
		private readonly output: Output,
	) {
		const {columns, rows} = this.size();
		this.descriptor = new Descriptor(output.fd, () => this.vanish());
		this.writer = new Writer(this.descriptor, columns, rows);
		this.inkStdout = new InkStdout(this.writer, () => this.size());
		this.stdin = this.inkStdin as unknown as NodeJS.ReadStream;
		this.stdout = this.inkStdout as unknown as NodeJS.WriteStream;
		this.keys = new Input({
			keys: keys => this.inkStdin.feed(keys),
			paste: text => this.tell(this.pasteListeners, text),
			mouse: mouse => this.tell(this.mouseListeners, mouse),
			suspend: () => this.suspend(),
		});
	}

	size(): {columns: number; rows: number} {
		return {columns: this.output.columns || 80, rows: this.output.rows || 24};
	}

	onResize(listener: () => void): void {
		this.resizeListeners.push(listener);
	}

	onPaste(listener: (text: string) => void): void {
		this.pasteListeners.push(listener);
	}

	onMouse(listener: (mouse: Mouse) => void): void {
		this.mouseListeners.push(listener);
	}

	type(text: string): void {
		this.inkStdin.feed([text]);
	}

	setMouse(on: boolean): void {
		this.mouse = on;
		if (this.state === 'on' && !this.foreign) this.writer.writeRaw(on ? mouseOn : mouseOff);
	}

	writeRaw(sequence: string): void {
		this.writer.writeRaw(sequence);
	}

	start(): void {
		if (this.state !== 'off') return;
		this.listen(this.input, 'data', (chunk: Uint8Array) => this.receive(chunk));
		for (const event of ['end', 'close', 'error']) this.listen(this.input, event, () => this.vanish());
		this.listen(this.output, 'resize', () => this.resized());
		this.listen(this.output, 'error', () => this.vanish());
		this.listen(process, 'exit', () => this.stop());
		this.undo.push(captureLog(this.log));
		this.undo.push(
			handleSignals({
				exit: code => this.exit(code),
				suspend: () => this.suspend(),
				resumed: () => this.resumed(),
				crash: error => this.crash(error),
			}),
		);
		this.input.resume();
		this.take();
	}

	stop(): void {
		if (this.state === 'off') return;
		this.release();
		this.state = 'off';
		for (const step of this.undo.splice(0)) step();
		this.input.pause();
	}

	suspend(): void {
		if (this.state !== 'on') return;
		this.release();
		this.state = 'suspended';
		stopGroup(() => {
			if (this.state === 'suspended') this.take();
		});
	}

	async handOver<T>(use: (terminal: Terminal) => Promise<T>): Promise<T> {
		this.release();
		this.foreign = true;
		this.take();
		try {
			return await use({
				...this.size(),
				onInput: listener => {
					this.foreignInput = listener;
				},
				onResize: listener => {
					this.foreignResize = listener;
				},
				// Waits for the terminal: that is what slows a talkative program down to what the link carries.
				write: chunk => {
					this.output.write(chunk);
				},
			});
		} finally {
			this.foreignInput = undefined;
			this.foreignResize = undefined;
			const shown = this.state === 'on';
			if (shown) this.release();
			this.foreign = false;
			if (shown) this.take();
		}
	}

	/** The terminal is ours, or for the program that it is handed over to. */
	private take(): void {
		this.state = 'on';
		this.setRawMode(true);
		if (this.foreign) {
			this.resized();
			return;
		}
		this.keys.reset();
		this.descriptor.writeNow(enter + (this.mouse ? mouseOn : ''));
		this.writer.resume(this.size().columns, this.size().rows);
	}

	/** Back to the normal screen and the shell's own modes. */
	private release(): void {
		if (this.state !== 'on') return;
		this.writer.pause();
		this.descriptor.writeNow(this.foreign ? leaveForeign : leave);
		this.setRawMode(false);
	}

	private setRawMode(on: boolean): void {
		try {
			this.input.setRawMode(on);
		} catch {
			// The terminal is gone; the next read or write says so.
		}
	}

	private receive(chunk: Uint8Array): void {
		if (this.state !== 'on') return;
		if (this.foreign) this.foreignInput?.(chunk);
		else this.keys.push(chunk);
	}

	private resized(): void {
		const {columns, rows} = this.size();
		if (this.foreign) this.foreignResize?.(columns, rows);
		else this.writer.invalidate(columns, rows);
		this.inkStdout.emit('resize');
		for (const listener of this.resizeListeners) listener();
	}

	/** Stopped and continued from outside; whoever did it may have changed the terminal's modes and drawn on it. */
	private resumed(): void {
		if (this.state !== 'on') return;
		this.writer.pause();
		this.setRawMode(false);
		this.take();
	}

	private vanish(): void {
		this.exit(129);
	}

	private exit(code: number): void {
		this.stop();
		process.exit(code);
	}

	private crash(error: unknown): void {
		this.stop();
		process.stderr.write(`${crashText(error)}\n`);
		process.exit(error instanceof UserError ? error.exitCode : 1);
	}

	private tell<Value>(listeners: readonly ((value: Value) => void)[], value: Value): void {
		for (const listener of listeners) listener(value);
	}

	private listen(emitter: NodeJS.EventEmitter, event: string, listener: (...values: never[]) => void): void {
		emitter.on(event, listener as () => void);
		this.undo.push(() => emitter.off(event, listener as () => void));
	}
}

function crashText(error: unknown): string {
	if (error instanceof UserError) return [error.message, ...error.nextSteps].join('\n');
	const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return `${text}\n\nThis is a bug in docknet. Please report it with the text above.`;
}
