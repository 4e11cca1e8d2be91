import {Box} from 'ink';
import {type Flip, flipText, summaryText} from '../../core/explain/watched.js';
import {isoDate} from '../../core/text/formats.js';
import type {Span} from '../../core/views/view.js';
import {type Item, wrapSpans} from '../components/details.js';
import {Items} from '../components/items.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import {verdictSpans, verdictTones} from './verdict.js';
import type {WatchOverlay} from './watch-keys.js';

/** The clock before a flip's headline, and a blank. */
const clockCells = 10;

function headOf({watched, startedAt}: WatchOverlay, busy: boolean): readonly (readonly Span[])[] {
	const often = `  ${busy ? 'every second' : 'stopped'}, since ${isoDate(startedAt).slice(11)}`;
	const state: Span = {text: often, tone: busy ? 'accent' : 'dim'};
	if (!watched) return [[{text: busy ? ' looking …' : ' no look came to an end', tone: state.tone}, state]];
	const {explanation, summary} = watched;
	return [
		[...verdictSpans(explanation), state],
		[{text: ` ${summaryText(summary)}`, tone: summary.availability === 100 ? 'good' : 'warn'}],
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

/** How a path is now, how often it worked, and each change of that. */
export function WatchView({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: WatchOverlay}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const {from, target, watched, id} = overlay;
	const head = headOf(overlay, explorer.tasks.has(id)).flatMap(spans => wrapSpans(spans, width - 1, 1).slice(0, 3));
	const content = (watched?.flips ?? [])
		.flatMap(flip => flipLines(flip, width - 1))
		.map((spans): Item => ({kind: 'line', spans}));
	const room = Math.max(0, height - 2 - head.length);
	const top = Math.min(overlay.top, Math.max(0, content.length - room));
	const more =
		content.length > room ? `  (${top + 1}–${Math.min(content.length, top + room)} of ${content.length})` : '';
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines
				width={width}
				height={head.length + 2}
				lines={[
					theme.rule({text: `Watch: does ${from} reach ${target}?`, tone: 'strong'}, width, true),
					...head.map(spans => theme.cell(spans, width)),
					theme.rule({text: `what it became, the newest first${more}`, tone: 'dim'}, width, false),
				]}
			/>
			<Box flexDirection="column" height={room} flexShrink={0} overflow="hidden">
				<Items items={content.slice(top, top + room)} width={width} theme={theme} />
			</Box>
		</Box>
	);
}
