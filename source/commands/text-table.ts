import {fit} from '../core/text/fit.js';
import {asAscii, ascii, unicode} from '../core/text/glyphs.js';
import {safe} from '../core/text/safe.js';
import {width as widthOf} from '../core/text/width.js';
import {fitCell, textOf} from '../core/views/cell.js';
import {columnGap, layoutColumns} from '../core/views/layout.js';
import type {Column, Section} from '../core/views/view.js';

type Paper = {readonly columns: number | undefined; readonly ascii: boolean};

function uncut<Row>(column: Column<Row>): Column<Row> {
	return {...column, width: {...column.width, max: Number.POSITIVE_INFINITY}};
}

/** A table as lines: as wide as the terminal, or as its content where the output goes elsewhere. */
export function tableText<Row>(columns: readonly Column<Row>[], rows: readonly Row[], paper: Paper): string {
	const glyphs = paper.ascii ? ascii : unicode;
	const width = paper.columns ?? Number.POSITIVE_INFINITY;
	const layout = layoutColumns(paper.columns === undefined ? columns.map(uncut) : columns, rows, width);
	const gap = ' '.repeat(columnGap(width));
	const line = (cells: readonly string[]) => cells.join(gap).trimEnd();
	const lines = [
		line(layout.map(({column, width}) => fit(column.title, width, column.align, glyphs))),
		...rows.map(row =>
			line(layout.map(({column, width}) => textOf(fitCell(column.cell(row, width), width, column.align, glyphs)))),
		),
	];
	return (paper.ascii ? lines.map(asAscii) : lines).join('\n');
}

/** An inspector's sections as plain text. */
export function sectionsText(sections: readonly Section[], paper: Paper): string {
	const lines = sections.flatMap((section, index) => {
		const before = index === 0 ? [] : [''];
		if ('lines' in section) {
			const labelWidth = Math.max(0, ...section.lines.map(({label}) => widthOf(label)));
			return [
				...before,
				section.title,
				...section.lines.map(({label, value}) => `  ${fit(label, labelWidth)}  ${safe(textOf(value))}`),
			];
		}

		if (section.rows.length === 0) return [...before, section.title, `  ${section.empty}`];
		const widths = section.columns.map((title, column) =>
			Math.max(widthOf(title), ...section.rows.map(row => widthOf(safe(row[column] ?? '')))),
		);
		return [
			...before,
			section.title,
			...[section.columns, ...section.rows].map(row =>
				`  ${widths.map((width, column) => fit(row[column] ?? '', width)).join('  ')}`.trimEnd(),
			),
		];
	});
	return (paper.ascii ? lines.map(asAscii) : lines).join('\n');
}
