import {rate} from '../../core/text/formats.js';
import {sumRates} from '../../core/traffic/sum.js';
import {cellWidth} from '../../core/views/cell.js';
import type {Span} from '../../core/views/view.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {bindingFor, bindings, takesText} from '../keymap.js';
import {panes} from '../panes/all.js';
import {topOverlay} from '../state.js';
import type {Theme} from '../theme.js';

/** Left and right in one line; the right part gives way last. */
function between(left: readonly Span[], right: readonly Span[], cells: number, theme: Theme): string {
	const rightWidth = Math.min(cellWidth(right), cells);
	return theme.cell(left, Math.max(0, cells - rightWidth)) + theme.cell(right, rightWidth);
}

/** How the engine is: one word and why. */
function connectionSpans(explorer: Explorer): readonly Span[] {
	const {glyphs} = explorer.options.theme;
	const {engine, store} = explorer.source;
	const connection = store.get().connections.get(engine.host);
	if (explorer.state.frozen) return [{text: `${glyphs.filled} frozen`, tone: 'accent'}];
	switch (connection?.state) {
		case 'live':
			return [
				{text: `${glyphs.filled} live`, tone: 'good'},
				{text: connection.note ? `, ${connection.note}` : '', tone: 'warn'},
			];
		case 'stale':
			return [{text: `${glyphs.hollow} stale: ${connection.failure.message}`, tone: 'bad'}];
		default:
			return [{text: `${glyphs.hollow} connecting`, tone: 'warn'}];
	}
}

/** First line: which engine, how it is, and what flows through all of it. */
export function headerLine(explorer: Explorer, cells: number): string {
	const {theme} = explorer.options;
	const {engine, store} = explorer.source;
	const snapshot = store.get();
	const host = snapshot.hosts.get(engine.host);
	const names: Readonly<Record<string, string>> = {docker: 'Docker', podman: 'Podman', simulated: 'Simulated'};
	const name: readonly Span[] = [
		{text: 'docknet ', tone: 'strong'},
		{text: host ? `${host.name}  ` : '', tone: 'accent'},
	];
	const version: Span = {text: host ? `${names[host.engine]} ${host.version}  ` : '', tone: 'plain'};
	const address: Span = {text: `${host?.address ?? engine.address}  `, tone: 'dim'};
	const state = connectionSpans(explorer);
	const rates = sumRates([...snapshot.traffic.values()].map(traffic => traffic.rates));
	const right: readonly Span[] = rates
		? [{text: `  ${theme.glyphs.down}${rate(rates.rxBytes)} ${theme.glyphs.up}${rate(rates.txBytes)}`, tone: 'traffic'}]
		: [];
	const room = cells - cellWidth(right);
	const lefts = [
		[...name, version, address, ...state],
		[...name, version, ...state],
		[...name, ...state],
	];
	// Whether it answers, and why not, matters most.
	const left = lefts.find(spans => cellWidth(spans) <= room) ?? lefts.at(-1)!;
	return between(left, right, cells, theme);
}

/** The tabs, and what narrows the list. */
export function tabLine(explorer: Explorer, cells: number): string {
	const {theme} = explorer.options;
	const {state, list, snapshot, screen} = explorer;
	const tabs = panes.flatMap((pane): readonly Span[] => {
		const here = pane.id === state.pane;
		const count = explorer.source.store.get().hosts.size > 0 ? pane.count(snapshot) : undefined;
		return [
			{text: ` ${pane.key} `, tone: 'dim'},
			{text: pane.title, tone: here ? 'strong' : 'dim'},
			{text: count === undefined ? ' ' : ` ${count} `, tone: here ? 'accent' : 'dim'},
		];
	});
	const {filter, marks} = state.lists[state.pane];
	const right: readonly Span[] = [
		...(screen.compact ? connectionSpans(explorer) : []),
		{text: filter ? `  /${filter}  ${list.rows.length} of ${list.total}` : '', tone: 'accent'},
		{text: marks.size > 0 ? `  ${marks.size} marked` : '', tone: 'accent'},
		{text: explorer.options.readOnly ? '  read-only' : '', tone: 'warn'},
		{text: ' ', tone: 'plain'},
	];
	return between(tabs, right, cells, theme);
}

/** Always in sight, at the right end. */
const alwaysShown = ['palette', 'help', 'quit'];

/** By hint: what stays where the screen is narrow, the most useful first. */
const useful = [
	...[
		'stop',
		'close',
		'back',
		'cancel',
		'inspect',
		'search',
		'raw JSON',
		'zoom',
		'fix',
		'copy fix',
		'explain',
		'filter',
	],
	...['go to it', 'examine', 'measure', 'attach', 'ping', 'detach', 'remove', 'create', 'freeze', 'probes'],
];

function usefulness({hint}: Binding): number {
	const at = useful.indexOf(hint ?? '');
	return at < 0 ? useful.length : at;
}

/** The keys that matter here; one that cannot work now is dim. Where there is no room the less useful ones are left out. */
export function footerLine(explorer: Explorer, cells: number): string {
	const {theme} = explorer.options;
	const spansOf = (binding: Binding): readonly Span[] => {
		const usable = !binding.disabled?.(explorer);
		return [
			{text: ` ${binding.keys[0]} `, tone: usable ? 'accent' : 'dim'},
			{text: `${binding.hint} `, tone: usable ? 'plain' : 'dim'},
		];
	};
	const hinted = bindings(explorer).filter(
		binding => binding.hint && bindingFor(explorer, binding.keys[0]!) === binding,
	);
	const right = hinted.filter(({id}) => alwaysShown.includes(id)).flatMap(spansOf);
	const rest = hinted.filter(({id}) => !alwaysShown.includes(id));
	let room = cells - cellWidth(right);
	const shown = new Set<Binding>();
	for (const binding of rest.toSorted((one, other) => usefulness(one) - usefulness(other))) {
		const wide = cellWidth(spansOf(binding));
		if (wide > room) continue;
		shown.add(binding);
		room -= wide;
	}

	const left = rest.filter(binding => shown.has(binding));
	// What a newcomer looks for comes first.
	const ordered = [...left.filter(({id}) => id === 'inspect'), ...left.filter(({id}) => id !== 'inspect')];
	return between(ordered.flatMap(spansOf), right, cells, theme);
}

/** The line above the footer: a message, else what goes on, or what is wrong with the filter. */
export function statusLine(explorer: Explorer, cells: number): string {
	const {theme} = explorer.options;
	const {message, progress} = explorer.state;
	const overlay = topOverlay(explorer.state);
	if (message) return theme.cell({text: ` ${message.text}`, tone: message.tone}, cells);
	if (overlay?.kind === 'plan' && overlay.phase === 'preview')
		return theme.cell({text: ' Nothing is changed yet: y does it, n goes back.', tone: 'strong'}, cells);
	const goesOn = Object.values(progress).at(-1);
	if (goesOn) return theme.cell({text: ` ${goesOn} …`, tone: 'accent'}, cells);
	if (explorer.list.problem && !takesText(explorer))
		return theme.cell({text: ` filter: ${explorer.list.problem}`, tone: 'warn'}, cells);
	return ' '.repeat(cells);
}
