import {cellAt, type MatrixCell, summaryOf} from '../../core/probes/matrix.js';
import {cellText, labelsOf, layoutOf, summaryText, titleOf} from '../../core/probes/matrix-text.js';
import type {Span} from '../../core/views/view.js';
import {wrapSpans} from '../components/details.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import type {Region} from '../screen.js';
import type {Theme} from '../theme.js';
import type {MatrixOverlay} from './matrix-keys.js';

/** Lines for the cell under the cursor: a blank one, its answer, its command. */
const detailLines = 5;
/** In fewer lines than that the grid has them all. */
const leastWithDetails = 12;
const barCells = 30;

/** The first of so many that fit, with the cursor in the middle as far as that goes. */
function windowStart(cursor: number, fitting: number, all: number): number {
	return Math.max(0, Math.min(cursor - Math.floor(fitting / 2), all - fitting));
}

/** How far it is: a bar while it runs, then what it came to. */
function progressSpans({matrix}: MatrixOverlay, {glyphs}: Theme, running: boolean): readonly Span[] {
	if (matrix.cells.length === 0) return [{text: running ? '  reading what listens …' : '  not asked', tone: 'accent'}];
	const {done, total, failed} = summaryOf(matrix);
	if (!running) return [{text: `  ${summaryText(matrix)}`, tone: failed > 0 ? 'bad' : 'good'}];
	const filled = Math.floor((barCells * done) / total);
	return [
		{text: `  ${glyphs.scrollThumb.repeat(filled)}`, tone: 'accent'},
		{text: glyphs.horizontal.repeat(barCells - filled), tone: 'dim'},
		{text: `  ${done} of ${total}`, tone: 'plain'},
		{text: failed > 0 ? `, ${failed} failed` : '', tone: 'bad'},
		{text: ', esc cancels', tone: 'dim'},
	];
}

function detailsOf(cell: MatrixCell | undefined, {matrix}: MatrixOverlay): readonly (readonly Span[])[] {
	if (!cell) return [[{text: '  from the left to the top', tone: 'dim'}]];
	const answers = cell.asks.map(({target, observed}): readonly Span[] => [
		{
			text: `  ${observed?.message ?? `${cell.from.name} to ${cell.to.name} (${target}): still to come`}`,
			tone: 'plain',
		},
	]);
	const note = matrix.members.find(({container}) => container === cell.to)?.ports?.note;
	const command = cell.asks.find(({observed}) => observed?.command)?.observed?.command;
	return [
		...answers,
		...(note && cell.asks[0]?.target ? [[{text: `  ${cell.to.name}: ${note}`, tone: 'dim'} as const]] : []),
		...(command ? [[{text: `  $ ${command}`, tone: 'accent'} as const]] : []),
	];
}

type Props = {readonly explorer: Explorer; readonly overlay: MatrixOverlay; readonly region: Region};

/** Sources down, targets across; below, what the cell under the cursor says. */
export function MatrixView({explorer, overlay, region}: Props) {
	const {width, height} = region;
	const {theme} = explorer.options;
	const {matrix, row, column, name, id} = overlay;
	const count = matrix.members.length;
	const layout = layoutOf(matrix, width - 2);
	const labels = labelsOf(matrix, layout);
	const rows = Math.max(1, Math.min(count, height - 3 - (height < leastWithDetails ? 0 : detailLines)));
	const top = windowStart(row, rows, count);
	const left = windowStart(column, layout.columns, count);
	const columns = [...labels.keys()].slice(left, left + layout.columns);
	const more = (first: number, shown: number) => (shown < count ? `, ${first + 1}–${first + shown}` : '');
	const line = (label: string, cells: readonly string[]) => ` ${[label, ...cells].join(' ')}`;
	const head = columns.map(index =>
		theme.cell({text: titleOf(labels, layout, index), tone: index === column ? 'strong' : 'dim'}, layout.cell, 'right'),
	);
	const body = labels.slice(top, top + rows).map((label, index) => {
		const at = top + index;
		const cells = columns.map(other => {
			const text = theme.cell(cellText(cellAt(matrix, at, other), layout.cell, theme.glyphs), layout.cell, 'right');
			return at === row && other === column ? theme.selected(text) : text;
		});
		return line(theme.cell({text: label, tone: at === row ? 'strong' : 'plain'}, layout.label), cells);
	});
	const title: readonly Span[] = [
		{text: `Matrix of ${name} by ${matrix.kind}`, tone: 'strong'},
		{
			text: `, from the left${more(top, rows)} to the top${more(left, columns.length)}${rows < count || columns.length < count ? ` of ${count}` : ''}`,
			tone: 'dim',
		},
	];
	const details = detailsOf(cellAt(matrix, row, column), overlay).flatMap(spans => wrapSpans(spans, width - 1, 4));
	return (
		<Lines
			width={width}
			height={height}
			lines={[
				theme.rule(title, width, true),
				theme.cell(progressSpans(overlay, theme, explorer.tasks.has(id)), width),
				line(' '.repeat(layout.label), head),
				...body,
				'',
				...details.slice(0, Math.max(0, height - 4 - body.length)).map(spans => theme.cell(spans, width)),
			]}
		/>
	);
}
