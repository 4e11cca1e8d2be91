import {StringDecoder} from 'node:string_decoder';

export type Mouse = {
	readonly type: 'down' | 'up' | 'wheel';
	/** From 0. */
	readonly column: number;
	readonly row: number;
	readonly button: number;
	/** Of the wheel: 1 is down. */
	readonly direction?: 1 | -1;
};

export type InputEvents = {
	keys(keys: readonly string[]): void;
	paste(text: string): void;
	mouse(mouse: Mouse): void;
	suspend(): void;
};

/** A lone Escape and the first byte of a sequence that a slow link has split look alike for so long. */
const escapeMs = 50;
/** A paste whose end never comes is over after such a silence. */
const pasteMs = 2000;
const pasteKept = 1_000_000;

const suspendKey = '\x1a';
const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';
const sequence = /\x1b?\x1b(?:\[<(\d+);(\d+);(\d+)([Mm])|\[\[[A-E]|\[[0-?]*[ -/]*[@-~]|O[ -~])/y;
const unfinished = /\x1b?\x1b(?:\[[0-?]*[ -/]*|\[\[|O)?$/y;

/** Bytes of the terminal → keys, pastes and mouse. */
export class Input {
	private readonly decoder = new StringDecoder('utf8');
	private readonly keys: string[] = [];
	private pending = '';
	private pasted: string | undefined;
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly events: InputEvents) {}

	push(chunk: Uint8Array): void {
		clearTimeout(this.timer);
		const text = this.pending + this.decoder.write(Buffer.from(chunk));
		this.pending = '';
		for (let at = 0; at < text.length; ) {
			at = this.pasted === undefined ? this.key(text, at) : this.paste(text, at);
		}
		this.deliverKeys();
		if (this.pasted !== undefined) this.timer = setTimeout(() => this.endPaste(), pasteMs);
		else if (this.pending) this.timer = setTimeout(() => this.endEscape(), escapeMs);
	}

	/** What has come only in part is forgotten. */
	reset(): void {
		clearTimeout(this.timer);
		this.decoder.end();
		this.pending = '';
		this.pasted = undefined;
	}

	/** The keys of a chunk together; before anything else that comes after them. */
	private deliverKeys(): void {
		const keys = this.keys.splice(0);
		if (keys.length > 0) this.events.keys(keys);
	}

	/** Reads one key from `at`, and returns where the next begins. */
	private key(text: string, at: number): number {
		const match = matchAt(sequence, text, at);
		if (match) {
			if (match[0] === pasteStart) this.pasted = '';
			else if (match[1] !== undefined) {
				this.deliverKeys();
				this.events.mouse(mouse(match));
			} else if (match[0] !== pasteEnd) this.keys.push(match[0]);
			return at + match[0].length;
		}
		if (matchAt(unfinished, text, at)) {
			this.pending = text.slice(at);
			return text.length;
		}
		const first = text[at] === '\x1b' ? 1 : 0;
		const end = at + first + (text.codePointAt(at + first)! > 0xffff ? 2 : 1);
		const key = text.slice(at, end);
		if (key === suspendKey) {
			this.deliverKeys();
			this.events.suspend();
			// Ink 6 takes 0x7f for Delete; terminals send it for Backspace.
		} else this.keys.push(key.replace('\x7f', '\b'));
		return end;
	}

	private paste(text: string, at: number): number {
		const end = text.indexOf(pasteEnd, at);
		if (end < 0) {
			// The end mark itself may be split.
			const kept = matchLast(text.slice(at), pasteEnd);
			this.pending = kept;
			this.collect(text.slice(at, text.length - kept.length));
			return text.length;
		}
		this.collect(text.slice(at, end));
		this.endPaste();
		return end + pasteEnd.length;
	}

	private collect(text: string): void {
		this.pasted = ((this.pasted ?? '') + text).slice(0, pasteKept);
	}

	private endPaste(): void {
		const text = (this.pasted ?? '').replace(/[\r\n\t]+/g, ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '');
		this.pasted = undefined;
		this.pending = '';
		this.deliverKeys();
		if (text.trim()) this.events.paste(text.trim());
	}

	private endEscape(): void {
		this.keys.push(...(this.pending === '\x1b\x1b' ? ['\x1b', '\x1b'] : [this.pending]));
		this.pending = '';
		this.deliverKeys();
	}
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** The longest end of the text that `mark` begins with. */
function matchLast(text: string, mark: string): string {
	for (let length = Math.min(mark.length - 1, text.length); length > 0; length--) {
		if (text.endsWith(mark.slice(0, length))) return mark.slice(0, length);
	}
	return '';
}

function mouse([, code, column, row, final]: RegExpExecArray): Mouse {
	const button = Number(code);
	const place = {column: Number(column) - 1, row: Number(row) - 1};
	if (button & 64) return {type: 'wheel', ...place, button, direction: button & 1 ? 1 : -1};
	return {type: final === 'M' ? 'down' : 'up', ...place, button: button & 3};
}
