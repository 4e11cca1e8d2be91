import type {Binding} from '../binding.js';
import {Lines} from '../components/lines.js';
import type {Explorer} from '../explorer.js';
import {bindings} from '../keymap.js';
import type {Overlay, UiState} from '../state.js';

const titles: Partial<Record<Binding['scope'], string>> = {
	list: 'List',
	global: 'Everywhere',
	inspector: 'Inspector',
	networks: 'This network',
	containers: 'This container',
};

/** The keys that work in the view below the help. */
function helpLines(explorer: Explorer): readonly string[] {
	const {theme} = explorer.options;
	const below: UiState = {...explorer.state, overlays: explorer.state.overlays.slice(0, -1)};
	const usable = bindings({
		...explorer,
		state: below,
		pane: explorer.pane,
		row: explorer.row,
		source: explorer.source,
		options: explorer.options,
	});
	const keysWidth = Math.max(...usable.map(({keys}) => keys.join(' ').length));
	const scopes = [...new Set(usable.map(({scope}) => scope))];
	const keys = scopes.flatMap(scope => [
		theme.text({text: titles[scope] ?? scope, tone: 'strong'}),
		...usable
			.filter(binding => binding.scope === scope)
			.map(
				({keys, title}) =>
					`  ${theme.text({text: keys.join(' ').padEnd(keysWidth), tone: 'accent'})}  ${theme.text(title)}`,
			),
		'',
	]);
	const legend = [
		theme.text({text: 'Filter', tone: 'strong'}),
		...[
			['web', 'rows with “web” in them; several words must all be there'],
			['driver:overlay', `only that column: ${explorer.pane.view.columns.map(({id}) => id).join(' ')}`],
			['label:team=a', 'rows with that label'],
			['!exited', 'rows without it'],
			['re:^shop_ name:re:-[0-9]$', 'regular expressions'],
		].map(
			([example, meaning]) =>
				`  ${theme.text({text: example!.padEnd(keysWidth), tone: 'accent'})}  ${theme.text(meaning!)}`,
		),
		'',
		theme.text({text: 'Columns', tone: 'strong'}),
		theme.text(
			`  ${theme.glyphs.down} received, ${theme.glyphs.up} sent, per second, over all interfaces; ${theme.glyphs.atMost} at most: a container on several networks counts whole`,
		),
	];
	return [...keys, ...legend];
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
	const lines = helpLines(explorer);
	const rows = height - 1;
	const top = Math.min(overlay.top, Math.max(0, lines.length - rows));
	const more = lines.length > rows ? `, ${top + 1}–${Math.min(lines.length, top + rows)} of ${lines.length}` : '';
	return (
		<Lines
			width={width}
			height={height}
			lines={[theme.rule(`Help: ${explorer.pane.title}${more}`, width, true), ...lines.slice(top, top + rows)]}
		/>
	);
}
