import {fit} from '../../core/text/fit.js';
import {safe} from '../../core/text/safe.js';
import {width} from '../../core/text/width.js';
import {spansOf} from '../../core/views/cell.js';
import type {Cell, Section, Span} from '../../core/views/view.js';

type TableSection = Extract<Section, {columns: readonly string[]}>;

/** One line of an inspector. A table is as many items as it has rows, its heading first (`row` -1). */
export type Item =
	| {readonly kind: 'line'; readonly spans: readonly Span[]}
	| {readonly kind: 'table'; readonly table: TableSection; readonly row: number};

type Piece = {readonly text: string; readonly tone: Span['tone']; readonly cells: number};

/** What a word that is wider than a line is broken into: parts of an address, a path, an option; else characters. */
function partsOf(word: string, cells: number): readonly string[] {
	const parts = word.match(/[^:._/-]*[:._/-]|[^:._/-]+/g) ?? [];
	return parts.flatMap(part => (width(part) <= cells ? [part] : [...part]));
}

/** Words with the blanks after them. */
function piecesOf(spans: readonly Span[], cells: number): readonly Piece[] {
	return spans.flatMap(({text, tone}) =>
		(safe(text).match(/\s*\S+\s*|\s+/g) ?? [])
			.flatMap(word => (width(word) <= cells ? [word] : partsOf(word, cells)))
			.map(piece => ({text: piece, tone, cells: width(piece)})),
	);
}

/** Breaks spans into lines of at most `cells`, between words where that can be; later lines begin after `indent` cells. */
export function wrapSpans(spans: readonly Span[], cells: number, indent = 0): readonly (readonly Span[])[] {
	const lines: Span[][] = [[]];
	let used = 0;
	for (const {text, tone, cells: wide} of piecesOf(spans, Math.max(1, cells - indent))) {
		const bare = width(text.trimEnd());
		if (used + bare > cells && used > indent) {
			lines.push(indent > 0 ? [{text: ' '.repeat(indent), tone: 'plain'}] : []);
			used = indent;
		}

		// A blank too many at its end would have the line cut.
		lines.at(-1)!.push({text: used + wide > cells ? text.trimEnd() : text, tone});
		used += wide;
	}

	return lines;
}

const line = (...spans: readonly Span[]): Item => ({kind: 'line', spans});
const blank = line();

function labelled(label: string, value: Cell, labelWidth: number, cells: number): readonly Item[] {
	const name: Span = {text: `  ${label.padEnd(labelWidth)}  `, tone: 'dim'};
	return wrapSpans([name, ...spansOf(value)], cells, Math.min(labelWidth + 4, Math.floor(cells / 2))).map(spans =>
		line(...spans),
	);
}

/** The same section is broken into lines once, for the width that it was shown in last. */
const known = new WeakMap<Section, {readonly cells: number; readonly items: readonly Item[]}>();

function itemsOfSection(section: Section, cells: number): readonly Item[] {
	const last = known.get(section);
	if (last?.cells === cells) return last.items;
	const items = breakUp(section, cells);
	known.set(section, {cells, items});
	return items;
}

function breakUp(section: Section, cells: number): readonly Item[] {
	const title = wrapSpans([{text: section.title, tone: 'strong'}], cells, 2).map(spans => line(...spans));
	if ('lines' in section) {
		const labelWidth = Math.min(24, Math.max(0, ...section.lines.map(({label}) => width(label))));
		return [...title, ...section.lines.flatMap(({label, value}) => labelled(label, value, labelWidth, cells))];
	}

	if (section.rows.length === 0) return [...title, line({text: `  ${section.empty}`, tone: 'dim'})];
	const table = wrapRows(section, cells);
	return [...title, ...[-1, ...table.rows.keys()].map((row): Item => ({kind: 'table', table, row}))];
}

/** Sections as the lines of a scrollable inspector, `cells` wide. */
export function itemsOf(sections: readonly Section[], cells: number): readonly Item[] {
	return sections.flatMap((section, index) => [...(index === 0 ? [] : [blank]), ...itemsOfSection(section, cells)]);
}

/** What a search looks at. */
export function textOf(item: Item): string {
	if (item.kind === 'line') return item.spans.map(({text}) => text).join('');
	return (item.row < 0 ? item.table.columns : item.table.rows[item.row]!).join(' ');
}

/** One text is no reason to push all others out of sight: the raw JSON has it whole. */
const mostCellLines = 4;

/** What is wider than its column goes on in the lines below. */
function wrapRows(section: TableSection, cells: number): TableSection {
	const widths = columnWidths(section, cells);
	const wrapped = (text: string, index: number): readonly string[] => {
		const room = widths[index] ?? 0;
		if (width(text) <= room) return [text];
		const lines = wrapSpans([{text, tone: 'plain'}], room).map(spans => spans.map(span => span.text).join(''));
		if (lines.length <= mostCellLines) return lines;
		const last = mostCellLines - 1;
		return [...lines.slice(0, last), fit(lines.slice(last).join(''), room)];
	};
	const rows = section.rows.flatMap(row => {
		const columns = row.map(wrapped);
		const most = Math.max(1, ...columns.map(({length}) => length));
		return Array.from({length: most}, (_, at) => columns.map(lines => lines[at] ?? ''));
	});
	return {...section, rows};
}

/** Column widths of a table within `cells`, borders included: headings give way first, then what is widest. */
export function columnWidths({columns, rows}: TableSection, cells: number): readonly number[] {
	const filled = columns.map((_, index) => Math.max(0, ...rows.map(row => width(row[index] ?? ''))));
	const widths = columns.map((title, index) => Math.max(width(title), filled[index]!));
	for (let excess = widths.reduce((sum, each) => sum + each + 3, 1) - cells; excess > 0; excess--) {
		const headed = widths.map((each, index) => (each > filled[index]! ? each : 0));
		const giving = Math.max(...headed) > 4 ? headed : widths;
		const widest = Math.max(...giving);
		if (widest <= 4) break;
		widths[giving.indexOf(widest)] = widest - 1;
	}

	return widths;
}
