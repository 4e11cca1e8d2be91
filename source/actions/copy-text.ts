import {UserError} from '../errors.js';

/** Base64 makes 99,992 characters of it: the most that common terminals take in one sequence. */
const maxBytes = 74_994;
/** GNU screen passes strings of at most 768 bytes. */
const screenChunk = 700;

type Environment = Readonly<Record<string, string | undefined>>;

/** The sequence (OSC 52) that puts the text on the clipboard of the terminal, also over SSH. Throws UserError when too long. */
export function osc52(text: string, environment: Environment = process.env): string {
	const bytes = Buffer.from(text);
	if (bytes.length > maxBytes) {
		throw new UserError(`The text has ${bytes.length} bytes; a terminal's clipboard takes at most ${maxBytes}.`, 2, [
			'Copy a part of it, or write it to a file with docknet inspect.',
		]);
	}
	const sequence = `\x1b]52;c;${bytes.toString('base64')}\x07`;
	// tmux takes the bare one if set-clipboard is on, and hands through the wrapped one if allow-passthrough is on.
	if (environment.TMUX) return `${sequence}\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;
	if (environment.STY) {
		const chunks = sequence.match(new RegExp(`[^]{1,${screenChunk}}`, 'g')) ?? [];
		return chunks.map(chunk => `\x1bP${chunk}\x1b\\`).join('');
	}
	return sequence;
}
