import type {Span} from '../views/view.js';
import {type Glyphs, unicode} from './glyphs.js';

/** One column of a chart. Neither: nothing is known. */
export type ChartColumn = {readonly value: number | undefined; readonly lost: boolean};

/** The next of 1, 2, 5, 10, 20 …: an axis that does not change with every value. */
function niceAbove(value: number): number {
	if (!(value > 0)) return 1;
	const power = 10 ** Math.floor(Math.log10(value));
	const step = [1, 2, 5, 10].find(each => value <= each * power * (1 + 1e-9))!;
	return step * power;
}

function label(value: number): string {
	return value >= 10 || Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}

/** Cells that the axis takes: its labels, a blank and its line. */
export function axisWidth(columns: readonly ChartColumn[]): number {
	return Math.max(...axisOf(columns).map(value => label(value).length)) + 2;
}

/** Top, middle, bottom. */
function axisOf(columns: readonly ChartColumn[]): readonly [number, number, number] {
	const top = niceAbove(Math.max(0, ...columns.map(({value}) => value ?? 0)));
	return [top, top / 2, 0];
}

/** Blocks over an axis from 0, `height` lines; where something was lost, the lowest line holds a cross. */
export function chart(
	columns: readonly ChartColumn[],
	height: number,
	glyphs: Glyphs = unicode,
): readonly (readonly Span[])[] {
	const axis = axisOf(columns);
	const labels = axis.map(label);
	const labelWidth = axisWidth(columns) - 2;
	const steps = glyphs.levels.length;
	const filled = columns.map(({value}) =>
		value === undefined ? 0 : Math.max(1, Math.round((value / axis[0]) * height * steps)),
	);
	return Array.from({length: height}, (_, line) => {
		const below = (height - 1 - line) * steps;
		const middle = height > 2 && line === Math.floor((height - 1) / 2) && (height - 1) % 2 === 0;
		const text = line === 0 ? labels[0]! : line === height - 1 ? labels[2]! : middle ? labels[1]! : '';
		const axisLine: Span = {text: `${text.padStart(labelWidth)} ${glyphs.vertical}`, tone: 'dim'};
		const cells = columns.map(({lost}, index): Span => {
			if (lost && below === 0) return {text: glyphs.cross, tone: 'bad'};
			const level = Math.min(steps, filled[index]! - below);
			return {text: level > 0 ? glyphs.levels[level - 1]! : ' ', tone: 'traffic'};
		});
		return [axisLine, ...joined(cells)];
	});
}

/** Neighbours of one tone become one span. */
function joined(cells: readonly Span[]): readonly Span[] {
	const spans: Span[] = [];
	for (const cell of cells) {
		const last = spans.at(-1);
		if (last?.tone === cell.tone) spans[spans.length - 1] = {...last, text: last.text + cell.text};
		else spans.push(cell);
	}

	return spans;
}
