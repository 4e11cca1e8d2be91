import {Screen} from './screen.js';

/** Takes a text at a time and says when it can take the next. */
export type Sink = {write(text: string, done: () => void): void};

const rawKept = 1_000_000;

/**
 * Frames in, the fewest bytes out. One write is under way at a time; of the frames that come meanwhile only the latest is
 * drawn, so a slow terminal sees fewer frames, not late ones.
 */
export class Writer {
	private readonly screen: Screen;
	private frame: string | undefined;
	private dirty = false;
	private raw = '';
	private busy = false;
	private scheduled = false;
	private paused = true;
	/** Counts pauses: a write that ends after one must not start the next. */
	private epoch = 0;

	constructor(
		private readonly sink: Sink,
		columns: number,
		rows: number,
	) {
		this.screen = new Screen(columns, rows);
	}

	/** A whole frame, lines separated by newlines, SGR for colours. */
	show(frame: string): void {
		this.frame = frame;
		this.dirty = true;
		this.schedule();
	}

	/** A sequence between frames. Those that a stalled terminal has not taken are dropped when they grow too long. */
	writeRaw(sequence: string): void {
		this.raw = this.raw.length > rawKept ? sequence : this.raw + sequence;
		this.schedule();
	}

	/** Clears and draws the latest frame again, or the one that comes before this turn ends. */
	invalidate(columns: number, rows: number): void {
		this.screen.invalidate(columns, rows);
		this.dirty = this.frame !== undefined;
		this.schedule();
	}

	/** Nothing is written until `resume`; frames are remembered. */
	pause(): void {
		this.paused = true;
		this.busy = false;
		this.epoch++;
	}

	resume(columns: number, rows: number): void {
		this.paused = false;
		this.invalidate(columns, rows);
	}

	/** All that is done in one turn makes one frame. */
	private schedule(): void {
		if (this.scheduled || this.busy || this.paused) return;
		this.scheduled = true;
		setImmediate(() => {
			this.scheduled = false;
			this.flush();
		});
	}

	private flush(): void {
		if (this.busy || this.paused) return;
		let output = this.raw;
		this.raw = '';
		if (this.dirty && this.frame !== undefined) {
			this.dirty = false;
			const update = this.screen.update(this.frame);
			if (update) output += `\x1b[?2026h${update}\x1b[?2026l`;
		}
		if (!output) return;
		this.busy = true;
		const epoch = this.epoch;
		this.sink.write(output, () => {
			if (epoch !== this.epoch) return;
			this.busy = false;
			if (this.dirty || this.raw) this.schedule();
		});
	}
}
