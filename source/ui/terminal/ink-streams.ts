import {EventEmitter} from 'node:events';
import type {Writer} from './writer.js';

/** What Ink takes for the keyboard: one key, or one whole escape sequence, per read. */
export class InkStdin extends EventEmitter {
	readonly isTTY = true;
	private readonly keys: string[] = [];
	private waiting = false;

	feed(keys: readonly string[]): void {
		this.keys.push(...keys);
		if (this.keys.length > 0 && !this.waiting) this.emit('readable');
	}

	read(): string | null {
		if (this.waiting) return null;
		const key = this.keys.shift() ?? null;
		if (key !== null) this.rest();
		return key;
	}

	/**
	 * Between two keys Ink gets the time to draw the first and to mount what it opened: in a burst like `:ping` the letters belong
	 * to a text field that the colon makes, and each is added to what is drawn. (Ink also takes a key that follows Escape at once
	 * for the rest of a sequence.) React draws what a component keeps to itself, such as a text field's cursor, in a `setImmediate`
	 * of its own, and runs effects in a later one.
	 */
	private rest(turns = 4): void {
		this.waiting = true;
		setImmediate(() => {
			if (turns > 1) {
				this.rest(turns - 1);
				return;
			}

			this.waiting = false;
			this.feed([]);
		});
	}

	setRawMode(): this {
		return this;
	}
	setEncoding(): this {
		return this;
	}
	ref(): this {
		return this;
	}
	unref(): this {
		return this;
	}
	resume(): this {
		return this;
	}
	pause(): this {
		return this;
	}
}

/** What Ink takes for the screen. With `debug: true` Ink writes whole frames, and nothing else but cursor switches. */
export class InkStdout extends EventEmitter {
	readonly isTTY = true;
	readonly writable = true;

	constructor(
		private readonly writer: Writer,
		private readonly size: () => {columns: number; rows: number},
	) {
		super();
	}

	get columns(): number {
		return this.size().columns;
	}

	get rows(): number {
		return this.size().rows;
	}

	write(frame: string, done?: () => void): boolean {
		if (frame !== '' && !frame.startsWith('\x1b[?')) this.writer.show(frame);
		if (done) queueMicrotask(done);
		return true;
	}
}
