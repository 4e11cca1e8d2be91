import type {Span} from '../../core/views/view.js';
import type {Binding} from '../binding.js';
import {wrapSpans} from '../components/details.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import type {Overlay} from '../overlay.js';
import {type Extent, shownTop} from '../scroll.js';
import type {PaneId} from '../state.js';

type HelpOverlay = Extract<Overlay, {kind: 'help'}>;

const titles: Partial<Record<Binding['scope'], string>> = {
	list: 'List',
	global: 'Everywhere',
	inspector: 'Inspector',
	networks: 'This network',
	containers: 'This container',
	findings: 'This finding',
	plan: 'This change',
	probe: 'This probe',
	matrix: 'This matrix',
	explain: 'This explanation',
	watch: 'This watch',
};

type Entry = {readonly title: string; readonly lines: readonly (readonly [term: string, meaning: string])[]};

/** What is sought in one field, and what is left out. */
const examples: Readonly<Record<PaneId, readonly [inField: string, without: string]>> = {
	networks: ['driver:overlay', '!exited'],
	containers: ['state:exited', '!exited'],
	findings: ['severity:high', '!aud'],
};

/** What can be typed to narrow the list, and its signs. */
function listEntries(explorer: Explorer): readonly Entry[] {
	const {down, up, atMost} = explorer.options.theme.glyphs;
	const {columns, fields} = explorer.pane.view;
	const [inField, without] = examples[explorer.state.pane];
	const names = [...columns.map(({id}) => id), ...Object.keys(fields ?? {})];
	return [
		{
			title: 'Filter',
			lines: [
				['web', 'rows with “web” in them; of several words each must be there'],
				[inField, `in that field only: ${names.join(' ')}`],
				...('label' in (fields ?? {}) ? [['label:team=a', 'rows with that label'] as const] : []),
				[without, 'rows without it'],
				['re:^shop_', 'a regular expression; also name:re:-[0-9]$'],
			],
		},
		{
			title: 'Signs',
			lines: [
				[`${down} ${up}`, 'received, sent: bytes per second over all interfaces'],
				[atMost, 'at most: a container on several networks counts whole on each'],
				['3+1', 'three containers that run, one that does not'],
			],
		},
	];
}

function overlayBelow({state}: Explorer): Overlay | undefined {
	return state.overlays.at(-2);
}

/** The keys that work in the view below the help, and what its list speaks of. */
function entriesOf(explorer: Explorer, {usable}: HelpOverlay): readonly Entry[] {
	const keys = [...new Set(usable.map(({scope}) => scope))].map(
		(scope): Entry => ({
			title: titles[scope] ?? scope,
			lines: usable
				.filter(binding => binding.scope === scope && binding.keys.length > 0)
				.map(binding => [binding.keys.join(' '), binding.title]),
		}),
	);
	return overlayBelow(explorer) ? keys : [...keys, ...listEntries(explorer)];
}

function linesOf(explorer: Explorer, overlay: HelpOverlay): readonly (readonly Span[])[] {
	const entries = entriesOf(explorer, overlay);
	const termWidth = Math.max(...entries.flatMap(({lines}) => lines.map(([term]) => term.length)));
	return entries.flatMap(({title, lines: explained}): readonly (readonly Span[])[] => [
		[{text: title, tone: 'strong'}],
		...explained.flatMap(([term, meaning]) =>
			wrapSpans(
				[
					{text: `  ${term.padEnd(termWidth)}  `, tone: 'accent'},
					{text: meaning, tone: 'plain'},
				],
				explorer.screen.overlay!.width,
				termWidth + 4,
			),
		),
		[],
	]);
}

export function helpExtent(explorer: Explorer, overlay: HelpOverlay): Extent {
	return {length: linesOf(explorer, overlay).length, rows: explorer.screen.overlay!.height - 1};
}

export function Help({explorer, overlay}: {readonly explorer: Explorer; readonly overlay: HelpOverlay}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const lines = linesOf(explorer, overlay);
	const extent = {length: lines.length, rows: height - 1};
	const top = shownTop(overlay.top, extent);
	const more =
		lines.length > extent.rows ? `, ${top + 1}–${Math.min(lines.length, top + extent.rows)} of ${lines.length}` : '';
	const below = overlayBelow(explorer);
	const whose = below ? (titles[below.kind as Binding['scope']] ?? below.kind) : explorer.pane.title;
	return (
		<Lines
			width={width}
			height={height}
			lines={[
				theme.rule({text: `Help: ${whose}${more}`, tone: 'strong'}, width, true),
				...lines.slice(top, top + extent.rows).map(spans => theme.cell(spans, width)),
			]}
		/>
	);
}
