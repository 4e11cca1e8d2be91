import {Box, Text, Transform} from 'ink';
import {Table} from 'ink-table';
import type {Section} from '../../core/views/view.js';
import type {Theme} from '../theme.js';
import {columnWidths} from './details.js';

type TableSection = Extract<Section, {columns: readonly string[]}>;
type CellProps = React.PropsWithChildren<{column: number}>;

/**
 * A small table by ink-table, one line a row: the lines between rows are left out (a null skeleton), and cells are fitted here,
 * since ink-table counts characters where a terminal counts cells. It takes its parts once, when it is mounted: hence the key.
 */
export function SmallTable({
	section,
	rows,
	heading,
	width,
	theme,
}: {
	readonly section: TableSection;
	/** Indices of the rows to show. */
	readonly rows: readonly number[];
	readonly heading: boolean;
	readonly width: number;
	readonly theme: Theme;
}) {
	const widths = columnWidths(section, width);
	const fitted = (tone: 'plain' | 'dim', texts?: readonly string[]) =>
		function FittedCell({column, children}: CellProps) {
			const text = ` ${theme.cell({text: (texts?.[column] ?? String(children)).trim(), tone}, widths[column]!)} `;
			return (
				<Box width={widths[column]! + 2} flexShrink={0}>
					<Transform transform={() => text}>.</Transform>
				</Box>
			);
		};
	// Scrolled past its heading, the table's first row stands where ink-table always puts one.
	const first = heading ? undefined : section.rows[rows[0]!];
	const Bar = ({children}: React.PropsWithChildren) =>
		children === '│' ? <Text>{theme.cell({text: theme.glyphs.vertical, tone: 'dim'}, 1)}</Text> : null;
	const data = rows
		.slice(first ? 1 : 0)
		.map(row =>
			Object.fromEntries(section.columns.map((column, index) => [column, section.rows[row]?.[index] || ' '])),
		);
	return (
		<Table
			key={`${widths.join(' ')} ${first?.join('\n')}`}
			data={data}
			columns={[...section.columns]}
			// The type of `header` leaves out the column that it is given as well.
			header={(first ? fitted('plain', first) : fitted('dim')) as () => React.JSX.Element}
			cell={fitted('plain')}
			skeleton={Bar}
		/>
	);
}
