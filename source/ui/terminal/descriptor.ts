import fs from 'node:fs';

/** How long a terminal that does not take what it gets is left alone. */
const retryMs = 10;
/** At the end, a stalled terminal is given so long to take the last sequences. */
const lastMs = 300;

/**
 * Writes to a terminal without ever waiting for it. Node's own streams write to a terminal synchronously, so a stalled link
 * would stop the program; here the terminal is opened once more, not blocking.
 */
export class Descriptor {
	private readonly descriptor: number;
	private rest: Buffer = Buffer.alloc(0);
	private timer: NodeJS.Timeout | undefined;

	constructor(
		original: number,
		private readonly gone: () => void,
	) {
		this.descriptor = openAgain(original);
	}

	/** One text at a time; `done` comes (perhaps at once) when all of it is written. */
	write(text: string, done: () => void): void {
		this.rest = Buffer.from(text);
		this.proceed(done);
	}

	/** For the very end: waits a little for a slow terminal, and gives up on a stalled one. */
	writeNow(text: string): void {
		clearTimeout(this.timer);
		this.rest = Buffer.concat([this.rest, Buffer.from(text)]);
		const until = Date.now() + lastMs;
		while (this.attempt() === 'later' && Date.now() < until) sleep(retryMs);
		this.rest = Buffer.alloc(0);
	}

	private proceed(done: () => void): void {
		const result = this.attempt();
		if (result === 'done') done();
		else if (result === 'gone') this.gone();
		else this.timer = setTimeout(() => this.proceed(done), retryMs);
	}

	private attempt(): 'done' | 'later' | 'gone' {
		try {
			while (this.rest.length > 0) this.rest = this.rest.subarray(fs.writeSync(this.descriptor, this.rest));
			return 'done';
		} catch (error) {
			return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 'later' : 'gone';
		}
	}
}

/** The second name works where the first belongs to another user (after `su`) or does not exist (not on Linux). */
function openAgain(original: number): number {
	const flags = fs.constants.O_WRONLY | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY;
	for (const name of [`/proc/self/fd/${original}`, '/dev/tty']) {
		try {
			return fs.openSync(name, flags);
		} catch {}
	}
	return original;
}

const sleep = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
