import {asAscii, ascii, type Glyphs, unicode} from './glyphs.js';
import {safe} from './safe.js';
import {isSingleCells, width} from './width.js';

export type Align = 'left' | 'right';

const segmenter = new Intl.Segmenter();

/** What belongs to a character before or after it: only then must the text be cut into characters as a person sees them. */
const joined = /[\p{M}\p{Cf}\p{RI}\u1100-\u11ff\ud7b0-\ud7ff]/u;

/** The longest beginning of at most `cells` cells that splits no character as a person sees it. */
function beginning(text: string, cells: number): string {
	const characters = joined.test(text) ? Array.from(segmenter.segment(text), ({segment}) => segment) : text;
	let end = 0;
	let used = 0;
	for (const character of characters) {
		used += width(character);
		if (used > cells) break;
		end += character.length;
	}

	return text.slice(0, end);
}

function pad(text: string, missing: number, align: Align): string {
	return align === 'right' ? ' '.repeat(missing) + text : text + ' '.repeat(missing);
}

/** Safe text of exactly `cells` cells: padded, or cut with an ellipsis. With the ASCII glyphs the result is pure ASCII. */
export function fit(text: string, cells: number, align: Align = 'left', glyphs: Glyphs = unicode): string {
	if (cells <= 0) return '';
	const clean = glyphs === ascii ? asAscii(safe(text)) : isSingleCells(text) ? text : safe(text);
	const length = width(clean);
	if (length <= cells) return pad(clean, cells - length, align);
	if (length === clean.length && isSingleCells(clean)) return clean.slice(0, cells - 1) + glyphs.ellipsis;
	const kept = beginning(clean, cells - 1) + glyphs.ellipsis;
	return pad(kept, cells - width(kept), align);
}
