import {Box} from 'ink';
import type {Span} from '../../core/views/view.js';
import type {Theme} from '../theme.js';
import type {Item} from './details.js';
import {Lines} from './lines.js';
import {SmallTable} from './small-table.js';

/** Lines one after the other, and the rows of one table, are drawn as one piece each. */
function pieces(items: readonly Item[]): readonly (readonly Item[])[] {
	const grouped: Item[][] = [];
	for (const item of items) {
		const last = grouped.at(-1)?.[0];
		const same =
			last?.kind === item.kind && (item.kind === 'line' || (last.kind === 'table' && last.table === item.table));
		if (same) grouped.at(-1)!.push(item);
		else grouped.push([item]);
	}

	return grouped;
}

function highlighted(spans: readonly Span[], search: string): readonly Span[] {
	if (!search) return spans;
	const text = spans.map(span => span.text).join('');
	return text.toLowerCase().includes(search.toLowerCase()) ? [{text, tone: 'accent'}] : spans;
}

/** Lines and the rows of tables, one below the other; lines that hold what is searched for stand out. */
export function Items({
	items,
	width,
	theme,
	search = '',
}: {
	readonly items: readonly Item[];
	readonly width: number;
	readonly theme: Theme;
	readonly search?: string;
}) {
	return pieces(items).map((piece, index) => {
		const first = piece[0]!;
		if (first.kind === 'line') {
			const lines = piece.map(item => theme.cell(item.kind === 'line' ? highlighted(item.spans, search) : '', width));
			return <Lines key={index} lines={lines} width={width} height={lines.length} />;
		}

		const indices = piece.flatMap(item => (item.kind === 'table' && item.row >= 0 ? [item.row] : []));
		return (
			<Box key={index} height={piece.length} flexShrink={0} overflow="hidden">
				<SmallTable section={first.table} rows={indices} heading={first.row < 0} width={width} theme={theme} />
			</Box>
		);
	});
}
