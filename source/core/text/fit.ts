import {asAscii, ascii, type Glyphs, unicode} from './glyphs.js';
import {safe} from './safe.js';
import {isSingleCells, width} from './width.js';

export type Align = 'left' | 'right';

const segmenter = new Intl.Segmenter();

/** The longest beginning of at most `cells` cells that splits no character as a person sees it. */
function beginning(text: string, cells: number): string {
	let end = 0;
	let used = 0;
	for (const {segment} of segmenter.segment(text)) {
		used += width(segment);
		if (used > cells) break;
		end += segment.length;
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
