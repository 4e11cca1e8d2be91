import {Box} from 'ink';
import {type Explanation, isMeasured} from '../../core/explain/explanation.js';
import {type Flip, flipText, summaryText} from '../../core/explain/watched.js';
import {isoDate} from '../../core/text/formats.js';
import type {Span} from '../../core/views/view.js';
import {type Item, wrapSpans} from '../components/details.js';
import {Items} from '../components/items.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import type {Region} from '../screen.js';
import {type Extent, extentText, shownTop} from '../scroll.js';
import {alsoSpan, basisSpans, firstLines, verdictSpans, verdictTones} from './verdict.js';
import type {WatchOverlay} from './watch-keys.js';

/** The clock before a flip's headline, and a blank. */
const clockCells = 10;

/** Lines of the verdict, and of why it is only predicted. */
const mostVerdict = 3;
const mostBasis = 2;

const clockOf = (at: number) => isoDate(at).slice(11);

function stateText({startedAt, resumedAt}: WatchOverlay, busy: boolean): string {
	if (!busy) return ` stopped, begun ${clockOf(startedAt)}`;
	return resumedAt === undefined
		? ` every second, since ${clockOf(startedAt)}`
		: ` every second, again since ${clockOf(resumedAt)}, begun ${clockOf(startedAt)}`;
}

/** That the verdict is only predicted, and why. */
function basisOf(explanation: Explanation, cells: number): readonly (readonly Span[])[] {
	if (isMeasured(explanation) || explanation.steps.some(({id}) => id === 'engine')) return [];
	return firstLines(wrapSpans(basisSpans(explanation, false), cells, 3), mostBasis);
}

function headOf(overlay: WatchOverlay, busy: boolean, cells: number): readonly (readonly Span[])[] {
	const {watched} = overlay;
	const state: Span = {text: stateText(overlay, busy), tone: busy ? 'accent' : 'dim'};
	if (!watched) return [[{text: busy ? ' looking …' : ' no look came to an end', tone: state.tone}, state]];
	const {explanation, summary} = watched;
	const isFine = summary.availability === 100 && summary.measured === summary.looks;
	const sum: Span = {text: `  ${summaryText(summary)}`, tone: isFine ? 'good' : 'warn'};
	return [
		...firstLines(wrapSpans([...verdictSpans(explanation), alsoSpan(explanation)], cells, 3), mostVerdict),
		...basisOf(explanation, cells),
		...wrapSpans([state, sum], cells, 3),
	];
}

/** When, what it became, and below that what changed meanwhile. */
function flipLines(flip: Flip, cells: number): readonly (readonly Span[])[] {
	return [
		...wrapSpans([{text: ` ${flipText(flip)}`, tone: verdictTones[flip.verdict]}], cells, clockCells + 1),
		...flip.changed.flatMap(text =>
			wrapSpans([{text: `${' '.repeat(clockCells + 1)}${text}`, tone: 'plain'}], cells, clockCells + 1),
		),
	];
}

function layoutOf(explorer: Explorer, overlay: WatchOverlay, {width, height}: Region) {
	const head = headOf(overlay, explorer.tasks.has(overlay.id), width - 1);
	const content = (overlay.watched?.flips ?? [])
		.flatMap(flip => flipLines(flip, width - 1))
		.map((spans): Item => ({kind: 'line', spans}));
	const extent: Extent = {length: content.length, rows: Math.max(0, height - 2 - head.length)};
	return {head, content, extent};
}

export function watchExtent(explorer: Explorer, overlay: WatchOverlay): Extent {
	return layoutOf(explorer, overlay, explorer.screen.overlay!).extent;
}

type Props = {readonly explorer: Explorer; readonly overlay: WatchOverlay; readonly region: Region};

/** How a path is now, how often it worked, and each change of that. */
export function WatchView({explorer, overlay, region}: Props) {
	const {width, height} = region;
	const {theme} = explorer.options;
	const {from, target} = overlay;
	const {head, content, extent} = layoutOf(explorer, overlay, region);
	const top = shownTop(overlay.top, extent);
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines
				width={width}
				height={head.length + 2}
				lines={[
					theme.rule({text: `Watch: does ${from} reach ${target}?`, tone: 'strong'}, width, true),
					...head.map(spans => theme.cell(spans, width)),
					theme.rule({text: `what it became, the newest first${extentText(top, extent)}`, tone: 'dim'}, width, false),
				]}
			/>
			<Box flexDirection="column" height={extent.rows} flexShrink={0} overflow="hidden">
				<Items items={content.slice(top, top + extent.rows)} width={width} theme={theme} />
			</Box>
		</Box>
	);
}
