import {fit} from '../text/fit.js';
import {type Glyphs, unicode} from '../text/glyphs.js';
import {safe} from '../text/safe.js';
import {width as widthOf} from '../text/width.js';
import type {Span, Tone} from '../views/view.js';
import {cellAt, type Matrix, type MatrixCell, slowest, summaryOf, verdictOf} from './matrix.js';
import type {ProbeOutcome} from './probe.js';

/** Where nothing was measured. */
const unmeasured: readonly ProbeOutcome[] = ['tool-missing', 'not-permitted'];

/** How wide a cell must be for its shortest text. */
export const leastCell = 4;

const toneOf = (verdict: ReturnType<typeof verdictOf>): Tone => {
	if (verdict === 'ok') return 'good';
	if (verdict === 'waiting' || verdict === 'nothing') return 'dim';
	return verdict === 'loss' || unmeasured.includes(verdict) ? 'warn' : 'bad';
};

/** A time in at most four cells: `0.04`, `12.5`, `250`, `1.2s`. */
function shortTime(ms: number): string {
	if (ms < 9.995) return ms.toFixed(2);
	if (ms < 99.95) return ms.toFixed(1);
	return ms < 999.5 ? ms.toFixed(0) : `${(ms / 1000).toFixed(ms < 9950 ? 1 : 0)}s`;
}

/** The time, else a check mark; the word for what went wrong, else a sign and its beginning. Colour only repeats it. */
export function cellText(cell: MatrixCell | undefined, cells: number, glyphs: Glyphs = unicode): Span {
	if (!cell) return {text: '', tone: 'plain'};
	const verdict = verdictOf(cell);
	const tone = toneOf(verdict);
	if (verdict === 'waiting') return {text: glyphs.ellipsis, tone};
	if (verdict === 'nothing') return {text: glyphs.dash, tone};
	if (verdict === 'ok') {
		const ms = slowest(cell);
		return {text: ms === undefined ? glyphs.check : shortTime(ms), tone};
	}

	if (verdict.length <= cells) return {text: verdict, tone};
	return {text: `${unmeasured.includes(verdict) ? '?' : glyphs.cross}${verdict.slice(0, cells - 1)}`, tone};
}

/** The names without what all of them begin with, up to a separator: `shop-web-1`, `shop-db-1` → `web-1`, `db-1`. */
export function shortNames(names: readonly string[]): readonly string[] {
	const clean = names.map(safe);
	const [first = '', ...rest] = clean;
	let length = rest.length > 0 ? first.length : 0;
	for (const name of rest) while (!name.startsWith(first.slice(0, length))) length--;
	const common = /^.*[-_.]/.exec(first.slice(0, length))?.[0].length ?? 0;
	return clean.map(name => name.slice(common) || name);
}

export type MatrixLayout = {
	/** Of the column of names; each is preceded by its number where columns are numbered. */
	readonly label: number;
	readonly cell: number;
	/** Columns have the numbers of their rows for titles. */
	readonly numbered: boolean;
	/** Columns that fit. */
	readonly columns: number;
};

/** How a table of so many cells is laid out: full names above the columns, else shortened ones, else numbers. */
export function layoutOf(matrix: Matrix, cells: number): MatrixLayout {
	const count = matrix.members.length;
	const names = shortNames(matrix.members.map(({container}) => container.name));
	const longest = Math.max(...names.map(widthOf));
	const words = matrix.cells.map(cell => cellText(cell, Number.POSITIVE_INFINITY).text.length);
	const widest = Math.max(leastCell, ...words);
	const named = Math.max(longest, widest);
	if (longest + 1 + count * (named + 1) <= cells) return {label: longest, cell: named, numbered: false, columns: count};
	const label = Math.min(longest + String(count).length + 1, Math.max(8, Math.floor(cells / 4)));
	const room = cells - label - 1;
	const cell = Math.max(leastCell, Math.min(widest, Math.floor(room / count) - 1));
	return {label, cell, numbered: true, columns: Math.min(count, Math.max(1, Math.floor(room / (cell + 1))))};
}

export function labelsOf({members}: Matrix, {numbered}: MatrixLayout): readonly string[] {
	const digits = String(members.length).length;
	const names = shortNames(members.map(({container}) => container.name));
	return names.map((name, index) => (numbered ? `${String(index + 1).padStart(digits)} ${name}` : name));
}

/** The title of a column. */
export function titleOf(labels: readonly string[], {numbered}: MatrixLayout, column: number): string {
	return numbered ? String(column + 1) : labels[column]!;
}

/** Sources down, targets across, as plain lines; undefined where that is wider than `cells`. */
export function tableLines(matrix: Matrix, cells: number, glyphs: Glyphs = unicode): readonly string[] | undefined {
	const layout = layoutOf(matrix, cells);
	const labels = labelsOf(matrix, layout);
	const columns = [...labels.keys()];
	if (layout.columns < columns.length) return undefined;
	const line = (label: string, texts: readonly string[]) =>
		[fit(label, layout.label, 'left', glyphs), ...texts.map(text => fit(text, layout.cell, 'right', glyphs))]
			.join(' ')
			.trimEnd();
	return [
		line(
			'',
			columns.map(column => titleOf(labels, layout, column)),
		),
		...labels.map((label, row) =>
			line(
				label,
				columns.map(column => cellText(cellAt(matrix, row, column), layout.cell, glyphs).text),
			),
		),
	];
}

/** `130 ok, 2 failed of 132`. */
export function summaryText(matrix: Matrix): string {
	const {ok, failed, done, total} = summaryOf(matrix);
	const unasked = done - ok - failed;
	const rest = [
		...(unasked > 0 ? [`${unasked} with nothing to ask`] : []),
		...(done < total ? [`${total - done} not asked`] : []),
	];
	return [`${ok} ok`, `${failed} failed`, ...rest].join(', ').concat(` of ${total}`);
}

/** What went wrong, a sentence each. */
export function troublesOf({cells}: Matrix): readonly string[] {
	return cells.flatMap(({asks}) =>
		asks.flatMap(({observed}) => (observed?.result === undefined || observed.result === 'ok' ? [] : observed.message)),
	);
}
