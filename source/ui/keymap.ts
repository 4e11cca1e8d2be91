import type {Binding, Scope} from './binding.js';
import type {Explorer} from './explorer.js';
import {cannotChange, openForm, undo} from './flows/change.js';
import {retry, startDemo} from './flows/connection.js';
import {copy} from './flows/copy.js';
import {isReading, stopReading} from './flows/explain.js';
import {openPalette} from './flows/palette.js';
import {pathsFromElsewhere} from './flows/probe-bindings.js';
import {createNetworkForm} from './forms/create-network.js';
import {inspectorBindings} from './inspector-keys.js';
import {isOffline} from './offline.js';
import type {Overlay} from './overlay.js';
import {explainBindings} from './overlays/explain-keys.js';
import {formBindings} from './overlays/form-keys.js';
import {helpBindings} from './overlays/help-keys.js';
import {matrixBindings} from './overlays/matrix-keys.js';
import {planBindings} from './overlays/plan-keys.js';
import {probeBindings} from './overlays/probe-keys.js';
import {promptBindings} from './overlays/prompt-keys.js';
import {textBindings} from './overlays/text-keys.js';
import {watchBindings} from './overlays/watch-keys.js';
import {panes} from './panes/all.js';
import {cycleSort, sortBindings} from './sorting.js';
import {topOverlay} from './state.js';

const nothing = (explorer: Explorer) => (explorer.row === undefined ? 'nothing is selected' : undefined);
const move = (by: number | ((explorer: Explorer) => number)) => (explorer: Explorer) =>
	explorer.moveTo(explorer.list.index + (typeof by === 'number' ? by : by(explorer)));
const page = ({list}: Explorer) => Math.max(1, list.height - 1);
const half = ({list}: Explorer) => Math.max(1, Math.floor(list.height / 2));

const globalBindings: readonly Binding[] = [
	...panes.map(
		(pane): Binding => ({
			id: pane.id,
			keys: [pane.key],
			title: `Show ${pane.id}`,
			scope: 'global',
			run: explorer => {
				explorer.send({type: 'pane', pane: pane.id});
				pane.shown?.(explorer);
			},
		}),
	),
	{
		id: 'palette',
		keys: [':'],
		title: 'Command palette',
		hint: 'menu',
		scope: 'global',
		plain: true,
		run: openPalette,
	},
	{
		id: 'help',
		keys: ['?'],
		title: 'Help of this view',
		hint: 'help',
		scope: 'global',
		run: explorer => explorer.send({type: 'open', overlay: {kind: 'help', top: 0, usable: bindings(explorer)}}),
	},
	{
		id: 'freeze',
		keys: ['z'],
		title: 'Freeze the picture, or thaw it',
		hint: 'freeze',
		scope: 'global',
		run: explorer =>
			explorer.send({type: 'freeze', snapshot: explorer.state.frozen ? undefined : explorer.source.store.get()}),
	},
	{
		id: 'undo',
		keys: ['u'],
		title: 'Undo the last change',
		scope: 'global',
		changesEngine: true,
		disabled: explorer =>
			explorer.state.undo.length === 0 ? 'nothing was changed in this session' : cannotChange(explorer),
		run: undo,
	},
	...pathsFromElsewhere,
	{id: 'refresh', keys: ['ctrl-r'], title: 'Read everything from the engine again', scope: 'global', run: retry},
	{
		id: 'quit',
		keys: ['q', 'ctrl-c'],
		title: 'Quit',
		hint: 'quit',
		scope: 'global',
		run: explorer => explorer.options.quit(),
	},
];

const listBindings: readonly Binding[] = [
	{id: 'down', keys: ['j', 'down'], title: 'Next row', scope: 'list', plain: true, run: move(1)},
	{id: 'up', keys: ['k', 'up'], title: 'Previous row', scope: 'list', plain: true, run: move(-1)},
	{id: 'half-down', keys: ['ctrl-d'], title: 'Half a page down', scope: 'list', plain: true, run: move(half)},
	{id: 'half-up', keys: ['ctrl-u'], title: 'Half a page up', scope: 'list', plain: true, run: move(x => -half(x))},
	{id: 'page-down', keys: ['pagedown', 'ctrl-f'], title: 'Page down', scope: 'list', plain: true, run: move(page)},
	{id: 'page-up', keys: ['pageup', 'ctrl-b'], title: 'Page up', scope: 'list', plain: true, run: move(x => -page(x))},
	{
		id: 'first',
		keys: ['g', 'home'],
		title: 'First row',
		scope: 'list',
		plain: true,
		run: explorer => explorer.moveTo(0),
	},
	{
		id: 'last',
		keys: ['G', 'end'],
		title: 'Last row',
		scope: 'list',
		plain: true,
		run: explorer => explorer.moveTo(explorer.list.rows.length - 1),
	},
	{
		id: 'inspect',
		keys: ['enter'],
		title: 'Inspect',
		hint: 'inspect',
		scope: 'list',
		disabled: nothing,
		run: explorer => explorer.send({type: 'focus', focus: 'inspector'}),
	},
	{
		id: 'filter',
		keys: ['/'],
		title: 'Filter (driver:overlay label:x !name re:…)',
		hint: 'filter',
		scope: 'list',
		run: explorer =>
			explorer.send({
				type: 'open',
				overlay: {
					kind: 'filter',
					before: explorer.state.lists[explorer.state.pane].filter,
					cursor: explorer.state.lists[explorer.state.pane].selected,
				},
			}),
	},
	{id: 'sort', keys: ['s'], title: 'Sort by the next column', scope: 'list', run: cycleSort},
	{
		id: 'mark',
		keys: ['space'],
		title: 'Mark',
		scope: 'list',
		disabled: nothing,
		run: explorer => {
			explorer.send({type: 'mark', key: explorer.pane.subject(explorer.row).key});
			explorer.moveTo(explorer.list.index + 1);
		},
	},
	{id: 'copy', keys: ['y'], title: 'Copy name, id, address or command', scope: 'list', disabled: nothing, run: copy},
	{
		id: 'next-pane',
		keys: ['tab'],
		title: 'Go to the inspector',
		scope: 'list',
		plain: true,
		disabled: nothing,
		run: explorer => explorer.send({type: 'focus', focus: 'inspector'}),
	},
	{
		id: 'raw',
		keys: ['v'],
		title: 'Raw JSON of the engine, or sections',
		scope: 'list',
		disabled: nothing,
		run: explorer =>
			explorer.send(
				{type: 'focus', focus: 'inspector'},
				{type: 'inspector', change: {raw: !explorer.state.inspector.raw, top: 0}},
			),
	},
	{
		id: 'create',
		keys: ['c'],
		title: 'Create a network',
		hint: 'create',
		scope: 'list',
		changesEngine: true,
		disabled: cannotChange,
		run: explorer => openForm(explorer, createNetworkForm),
	},
	{
		id: 'stop-explaining',
		keys: ['esc'],
		title: 'Cancel the explanation that is under way',
		hint: 'stop',
		scope: 'list',
		applies: isReading,
		run: stopReading,
	},
	{
		id: 'clear',
		keys: ['esc'],
		title: 'Clear filter and marks',
		scope: 'list',
		plain: true,
		run: explorer => explorer.send({type: 'filter', text: ''}, {type: 'unmark'}),
	},
];

const offlineBindings: readonly Binding[] = [
	{id: 'retry', keys: ['r'], title: 'Try again now', hint: 'retry', scope: 'offline', run: retry},
	{id: 'demo', keys: ['d'], title: 'Explore the embedded demo', hint: 'demo', scope: 'offline', run: startDemo},
];

const overlayBindings = {
	help: helpBindings,
	filter: textBindings,
	search: textBindings,
	prompt: promptBindings,
	form: formBindings,
	plan: planBindings,
	probe: probeBindings,
	matrix: matrixBindings,
	explain: explainBindings,
	watch: watchBindings,
} as const;

/** Those that take no text, and have more keys than the footer shows. */
const withHelp: ReadonlySet<Overlay['kind']> = new Set(['plan', 'probe', 'matrix', 'explain', 'watch'] as const);
const helpOfOverlay = globalBindings.filter(({id}) => id === 'help');

/** The tables that apply now, innermost first. */
export function tables(explorer: Explorer): readonly (readonly Binding[])[] {
	const overlay = topOverlay(explorer.state);
	if (overlay) return [overlayBindings[overlay.kind], withHelp.has(overlay.kind) ? helpOfOverlay : []];
	if (isOffline(explorer)) return [offlineBindings, globalBindings.filter(({id}) => id === 'quit')];
	const {pane, state} = explorer;
	const inner = state.focus === 'inspector' ? [inspectorBindings] : [];
	return [...inner, pane.bindings, listBindings, sortBindings(pane.view), globalBindings];
}

/** Bindings that exist now: without those that would change the engine under --read-only. */
export function bindings(explorer: Explorer): readonly Binding[] {
	const {readOnly} = explorer.options;
	return tables(explorer).flatMap(table => table.filter(({changesEngine}) => !(readOnly && changesEngine)));
}

/** What a key does now. */
export function bindingFor(explorer: Explorer, key: string): Binding | undefined {
	if (takesText(explorer) && key.length === 1) return undefined;
	const found = bindings(explorer).find(({keys, applies}) => keys.includes(key) && (applies?.(explorer) ?? true));
	// Ctrl-C always ends, whatever is open.
	return found ?? (key === 'ctrl-c' ? globalBindings.find(({id}) => id === 'quit') : undefined);
}

/** The key would change something, which --read-only forbids. */
export function isForbidden(explorer: Explorer, key: string): boolean {
	if (!explorer.options.readOnly || takesText(explorer)) return false;
	return tables(explorer).some(table => table.some(({keys, changesEngine}) => changesEngine && keys.includes(key)));
}

/** A text field has the focus: letters are text. */
export function takesText(explorer: Explorer): boolean {
	const overlay = topOverlay(explorer.state);
	switch (overlay?.kind) {
		case 'filter':
		case 'search':
		case 'prompt':
			return true;
		case 'form': {
			const field = overlay.form.fields(overlay.values, overlay.context).find(({id}) => id === overlay.field);
			return field?.kind === 'text' || field?.kind === 'list';
		}

		default:
			return false;
	}
}

/** Every table there is, for help, documents and the test that keys do not collide. */
export const allTables: Readonly<Record<Scope, readonly Binding[]>> = {
	global: globalBindings,
	list: listBindings,
	inspector: inspectorBindings,
	networks: panes.find(({id}) => id === 'networks')!.bindings,
	containers: panes.find(({id}) => id === 'containers')!.bindings,
	findings: panes.find(({id}) => id === 'findings')!.bindings,
	offline: offlineBindings,
	help: helpBindings,
	text: textBindings,
	prompt: promptBindings,
	form: formBindings,
	plan: planBindings,
	probe: probeBindings,
	matrix: matrixBindings,
	explain: explainBindings,
	watch: watchBindings,
};
