import {Box} from 'ink';
import {jsonLines} from '../../core/text/json.js';
import type {Span} from '../../core/views/view.js';
import type {Explorer} from '../explorer.js';
import {type Item, itemsOf, textOf, wrapSpans} from './details.js';
import {Lines} from './lines.js';
import {SmallTable} from './small-table.js';

const notice = (text: string): readonly Item[] => [{kind: 'line', spans: [{text, tone: 'dim'}]}];

/** The newest content, for what it was made: a scroll makes nothing anew. */
let cache: {readonly parts: readonly unknown[]; readonly items: readonly Item[]} | undefined;

/** All lines of the inspector. */
function contentOf(explorer: Explorer): readonly Item[] {
	const {row, list, snapshot, state, raw, screen, pane} = explorer;
	if (row === undefined) return notice('nothing is selected');
	const width = screen.inspector?.width ?? screen.width;
	const json = state.inspector.raw ? raw : undefined;
	const parts = [row, snapshot, width, state.inspector.raw, json];
	if (cache?.parts.every((part, index) => part === parts[index])) return cache.items;
	const make = (): readonly Item[] => {
		if (!state.inspector.raw) return itemsOf(list.view.describe(row, snapshot), width);
		if (json?.key !== pane.subject(row).key) return notice('asking the engine …');
		if (json.problem) return notice(`the engine does not tell: ${json.problem}`);
		if (json.value === undefined) return notice('asking the engine …');
		return jsonLines(json.value).flatMap(spans =>
			wrapSpans(spans, width, 2).map((line): Item => ({kind: 'line', spans: line})),
		);
	};
	cache = {parts, items: make()};
	return cache.items;
}

/** Numbers of the lines that hold what is searched for. */
export function matchesOf(explorer: Explorer): readonly number[] {
	const search = explorer.state.inspector.search.toLowerCase();
	if (!search) return [];
	return contentOf(explorer).flatMap((item, index) => (textOf(item).toLowerCase().includes(search) ? [index] : []));
}

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

/** What the selected object is: sections, or the engine's own JSON. */
export function Inspector({explorer}: {readonly explorer: Explorer}) {
	const {screen, state, row, pane, options} = explorer;
	const {theme} = options;
	if (!screen.inspector) return null;
	const {width, height} = screen.inspector;
	const content = contentOf(explorer);
	const rows = height - 1;
	const top = Math.min(state.inspector.top, Math.max(0, content.length - rows));
	const shown = content.slice(top, top + rows);
	const position = content.length > rows ? ` ${top + 1}–${top + shown.length} of ${content.length}` : '';
	const title = row === undefined ? '' : pane.subject(row).name;
	const kind = state.inspector.raw ? 'JSON of the engine' : pane.noun;
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines
				width={width}
				height={1}
				lines={[
					theme.rule(
						[
							{text: title, tone: 'strong'},
							{text: ` ${kind}`, tone: 'dim'},
							{text: position, tone: 'dim'},
						],
						width,
						state.focus === 'inspector',
					),
				]}
			/>
			{pieces(shown).map((piece, index) => {
				const first = piece[0]!;
				if (first.kind === 'line') {
					const lines = piece.map(item =>
						theme.cell(item.kind === 'line' ? highlighted(item.spans, state.inspector.search) : '', width),
					);
					return <Lines key={index} lines={lines} width={width} height={lines.length} />;
				}

				const indices = piece.flatMap(item => (item.kind === 'table' && item.row >= 0 ? [item.row] : []));
				return (
					<Box key={index} height={piece.length} flexShrink={0} overflow="hidden">
						<SmallTable section={first.table} rows={indices} heading={first.row < 0} width={width} theme={theme} />
					</Box>
				);
			})}
		</Box>
	);
}
