import {Box} from 'ink';
import {memo} from 'react';
import {fit} from '../../core/text/fit.js';
import {jsonLines} from '../../core/text/json.js';
import {width as widthOf} from '../../core/text/width.js';
import type {Explorer} from '../explorer.js';
import {type Extent, shownTop} from '../scroll.js';
import type {Theme} from '../theme.js';
import {type Item, itemsOf, textOf, wrapSpans} from './details.js';
import {Items} from './items.js';
import {Lines} from './lines.js';

const notice = (text: string): readonly Item[] => [{kind: 'line', spans: [{text, tone: 'dim'}]}];

const nothingSelected = notice('nothing is selected');

/** The newest content, for what it was made: a scroll makes nothing anew. */
let cache: {readonly parts: readonly unknown[]; readonly items: readonly Item[]} | undefined;

/** All lines of the inspector. */
function contentOf(explorer: Explorer): readonly Item[] {
	const {inspected: row, list, snapshot, state, raw, screen, pane} = explorer;
	if (row === undefined) return nothingSelected;
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

export function inspectorExtent(explorer: Explorer): Extent {
	return {length: contentOf(explorer).length, rows: (explorer.screen.inspector?.height ?? 1) - 1};
}

/** Numbers of the lines that hold what is searched for. */
export function matchesOf(explorer: Explorer, search = explorer.state.inspector.search): readonly number[] {
	const searched = search.toLowerCase();
	if (!searched) return [];
	return contentOf(explorer).flatMap((item, index) => (textOf(item).toLowerCase().includes(searched) ? [index] : []));
}

type Shown = {
	readonly title: string;
	readonly kind: string;
	readonly content: readonly Item[];
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly focused: boolean;
	readonly search: string;
	readonly theme: Theme;
};

/** Of a heading: the line around it. */
const ruleCells = 4;

/** Made anew only when something that it shows has changed: it has many parts, and a list above it that moves with each key. */
const InspectorView = memo(({title, kind, content, top: wished, width, height, focused, search, theme}: Shown) => {
	const rows = height - 1;
	const top = shownTop(wished, {length: content.length, rows});
	const shown = content.slice(top, top + rows);
	const position = content.length > rows ? ` ${top + 1}–${top + shown.length} of ${content.length}` : '';
	const note = ` ${kind}${position}`;
	// Where one is, is not what a long title pushes out.
	const room = Math.max(0, width - ruleCells - widthOf(note));
	const heading = theme.rule(
		[
			{text: widthOf(title) > room ? fit(title, room) : title, tone: 'strong'},
			{text: note, tone: 'dim'},
		],
		width,
		focused,
	);
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines width={width} height={1} lines={[heading]} />
			<Items items={shown} width={width} theme={theme} search={search} />
		</Box>
	);
});

/** What the selected object is: sections, or the engine's own JSON. */
export function Inspector({explorer}: {readonly explorer: Explorer}) {
	const {screen, state, inspected, pane, options} = explorer;
	if (!screen.inspector) return null;
	return (
		<InspectorView
			title={inspected === undefined ? '' : pane.subject(inspected).name}
			kind={state.inspector.raw ? 'JSON of the engine' : pane.noun}
			content={contentOf(explorer)}
			top={state.inspector.top}
			width={screen.inspector.width}
			height={screen.inspector.height}
			focused={state.focus === 'inspector'}
			search={state.inspector.search}
			theme={options.theme}
		/>
	);
}
