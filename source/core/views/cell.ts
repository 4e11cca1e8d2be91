import {type Align, fit} from '../text/fit.js';
import {type Glyphs, unicode} from '../text/glyphs.js';
import {safe} from '../text/safe.js';
import {width as widthOf} from '../text/width.js';
import type {Cell, Span} from './view.js';

export function spansOf(cell: Cell): readonly Span[] {
	if (typeof cell === 'string') return [{text: cell, tone: 'plain'}];
	return 'text' in cell ? [cell] : cell;
}

export function textOf(cell: Cell): string {
	if (typeof cell === 'string') return cell;
	return 'text' in cell ? cell.text : cell.map(span => span.text).join('');
}

/** Cells that it takes as a whole. */
export function cellWidth(cell: Cell): number {
	if (typeof cell === 'string') return widthOf(safe(cell));
	return spansOf(cell).reduce((sum, {text}) => sum + widthOf(safe(text)), 0);
}

function whole(text: string, glyphs: Glyphs): string {
	return fit(text, widthOf(safe(text)), 'left', glyphs);
}

/** The beginning of spans that are wider than `cells`: the one that crosses the edge ends in the ellipsis. */
function cutSpans(spans: readonly Span[], cells: number, glyphs: Glyphs): readonly Span[] {
	const kept: Span[] = [];
	let left = cells;
	for (const {text, tone} of spans) {
		const own = widthOf(safe(text));
		if (own >= left) {
			// A span that just fits is cut too, as more follows.
			kept.push({text: fit(own > left ? text : `${text} `, left, 'left', glyphs), tone});
			break;
		}

		kept.push({text: whole(text, glyphs), tone});
		left -= own;
	}

	return kept;
}

/** A cell as safe spans that together take exactly `cells` cells. */
export function fitCell(cell: Cell, cells: number, align: Align = 'left', glyphs: Glyphs = unicode): readonly Span[] {
	const spans = spansOf(cell);
	const only = spans.length === 1 ? spans[0] : undefined;
	if (only) return [{text: fit(only.text, cells, align, glyphs), tone: only.tone}];
	const missing = cells - cellWidth(spans);
	if (missing < 0) return cutSpans(spans, cells, glyphs);
	const fitted = spans.map(({text, tone}) => ({text: whole(text, glyphs), tone}));
	const padding: Span = {text: ' '.repeat(missing), tone: 'plain'};
	return align === 'right' ? [padding, ...fitted] : [...fitted, padding];
}
