import type {Span} from '../../core/views/view.js';
import type {Binding} from '../binding.js';
import {wrapSpans} from '../components/details.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import {bindings} from '../keymap.js';
import type {Overlay} from '../overlay.js';
import type {UiState} from '../state.js';

const titles: Partial<Record<Binding['scope'], string>> = {
	list: 'List',
	global: 'Everywhere',
	inspector: 'Inspector',
	networks: 'This network',
	containers: 'This container',
	findings: 'This finding',
};

type Entry = {readonly title: string; readonly lines: readonly (readonly [term: string, meaning: string])[]};

/** The keys that work in the view below the help, and what its list speaks of. */
function entriesOf(explorer: Explorer): readonly Entry[] {
	const {down, up, atMost} = explorer.options.theme.glyphs;
	const below: UiState = {...explorer.state, overlays: explorer.state.overlays.slice(0, -1)};
	const usable = bindings({...explorer, state: below});
	const keys = [...new Set(usable.map(({scope}) => scope))].map(
		(scope): Entry => ({
			title: titles[scope] ?? scope,
			lines: usable
				.filter(binding => binding.scope === scope && binding.keys.length > 0)
				.map(binding => [binding.keys.join(' '), binding.title]),
		}),
	);
	const {columns, fields} = explorer.pane.view;
	const names = [...columns.map(({id}) => id), ...Object.keys(fields ?? {})];
	return [
		...keys,
		{
			title: 'Filter',
			lines: [
				['web', 'rows with “web” in them; of several words each must be there'],
				['driver:overlay', `in that field only: ${names.join(' ')}`],
				['label:team=a', 'rows with that label'],
				['!exited', 'rows without it'],
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

export function Help({
	explorer,
	overlay,
}: {
	readonly explorer: Explorer;
	readonly overlay: Extract<Overlay, {kind: 'help'}>;
}) {
	const {width, height} = explorer.screen.overlay!;
	const {theme} = explorer.options;
	const entries = entriesOf(explorer);
	const termWidth = Math.max(...entries.flatMap(({lines}) => lines.map(([term]) => term.length)));
	const lines = entries.flatMap(({title, lines: explained}): readonly (readonly Span[])[] => [
		[{text: title, tone: 'strong'}],
		...explained.flatMap(([term, meaning]) =>
			wrapSpans(
				[
					{text: `  ${term.padEnd(termWidth)}  `, tone: 'accent'},
					{text: meaning, tone: 'plain'},
				],
				width,
				termWidth + 4,
			),
		),
		[],
	]);
	const rows = height - 1;
	const top = Math.min(overlay.top, Math.max(0, lines.length - rows));
	const more = lines.length > rows ? `, ${top + 1}–${Math.min(lines.length, top + rows)} of ${lines.length}` : '';
	return (
		<Lines
			width={width}
			height={height}
			lines={[
				theme.rule({text: `Help: ${explorer.pane.title}${more}`, tone: 'strong'}, width, true),
				...lines.slice(top, top + rows).map(spans => theme.cell(spans, width)),
			]}
		/>
	);
}
