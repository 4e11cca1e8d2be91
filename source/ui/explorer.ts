import type {Key} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import type {Engine} from '../engine/engine.js';
import type {Feed, Store} from '../store/types.js';
import {createLister, type List} from './list.js';
import {type Pane, paneOf, panes} from './panes/all.js';
import {createRawReader, type RawJson} from './raw.js';
import {type Screen, screenOf} from './screen.js';
import {initialState, type Message, type UiState, update} from './state.js';
import type {TerminalSession} from './terminal/terminal.js';
import type {Theme} from './theme.js';

/** An engine with the store that follows it. */
export type Source = {readonly engine: Engine; readonly store: Store; readonly feed: Feed};

export type ExplorerOptions = {
	readonly source: Source;
	/** Opens the embedded demo, for where no engine answers. */
	readonly openDemo: () => Promise<Source>;
	readonly terminal: Pick<TerminalSession, 'size' | 'writeRaw' | 'handOver' | 'suspend'>;
	readonly theme: Theme;
	readonly readOnly: boolean;
	readonly environment: NodeJS.ProcessEnv;
	/** The file of settings, where it is not the user's own. */
	readonly settings?: string;
	readonly now: () => number;
	readonly quit: () => void;
};

/**
 * How long the cursor stays on a row before the inspector turns to it: a held key passes rows faster, and neither their details nor
 * their pictures are worth their cost then.
 */
const restMs = 100;

/** What keys and panes act on: the state, the picture, and everything that can be asked for. */
export type Explorer = {
	readonly options: ExplorerOptions;
	readonly state: UiState;
	/** What is shown: the live picture, or the frozen one. */
	readonly snapshot: Snapshot;
	readonly source: Source;
	readonly pane: Pane;
	readonly screen: Screen;
	readonly list: List;
	/** The row under the cursor. */
	readonly row: unknown;
	/** The row that the inspector shows: that of the cursor once it rests. */
	readonly inspected: unknown;
	/** The engine's own JSON of it, once asked for. */
	readonly raw: RawJson | undefined;
	/** What is under way and can be cancelled: probes by id, and `plan`. */
	readonly tasks: Map<string, AbortController>;
	/** The key now handled is text for the field in focus. Set by the key handler. */
	typing: boolean;
	send(...messages: readonly Message[]): void;
	moveTo(index: number): void;
	/** Puts the cursor on a row as soon as there is one of that key; any other move forgets it. */
	awaitRow(key: Key): void;
	/** Says a failure, or throws a bug on. */
	say(text: string, tone?: 'good' | 'warn' | 'bad' | 'plain'): void;
	/** Follows another engine (the demo), from an empty picture. */
	follow(source: Source): Promise<void>;
	subscribe(listener: () => void): () => void;
	/** Draws anew, for what changes by time alone. */
	refresh(): void;
	/** Grows with each change: what React watches. */
	version(): number;
	/** Ends the feed and the engine. */
	close(): Promise<void>;
};

export function createExplorer(options: ExplorerOptions): Explorer {
	const {terminal, now} = options;
	const listeners = new Set<() => void>();
	const listers = new Map(panes.map(pane => [pane.id, createLister(pane.view)]));
	const size = terminal.size();
	let {source} = options;
	let state = initialState(size.columns, size.rows, {
		networks: paneOf('networks').view.defaultSort,
		containers: paneOf('containers').view.defaultSort,
		findings: paneOf('findings').view.defaultSort,
	});
	let version = 0;
	let awaited: Key | undefined;
	let screen = screenOf(state);
	let list: List;
	let unsubscribe = source.store.subscribe(changed);
	const raw = createRawReader(() => explorer, bump);
	let inspected: Key | undefined;
	let rest: NodeJS.Timeout | undefined;

	/** The inspector follows the cursor: at once when it is being read, else when the cursor rests. */
	function inspect(key: Key | undefined): void {
		clearTimeout(rest);
		if (key === inspected) return;
		const gone = !list.rows.some(row => list.view.key(row) === inspected);
		if (gone || state.focus === 'inspector') {
			inspected = key;
			return;
		}

		rest = setTimeout(() => {
			inspected = key;
			changed();
		}, restMs);
	}

	/** Brings list and cursor in line with state and picture, and tells the feed what is on screen. */
	function settle(): void {
		const snapshot = state.frozen ?? source.store.get();
		screen = screenOf(state);
		const rowsHeight = Math.max(1, (screen.list?.height ?? screen.body) - 1);
		// Beside an inspector the terminal cannot scroll the list by itself, and each step would write all of it anew.
		const ahead = screen.arrangement === 'beside' ? Math.ceil(rowsHeight / 4) : 1;
		list = listers.get(state.pane)!(snapshot, state.lists[state.pane], rowsHeight, ahead, now());
		const index = awaited === undefined ? -1 : list.rows.findIndex(candidate => list.view.key(candidate) === awaited);
		if (index >= 0) {
			state = update(state, {type: 'cursor', selected: awaited, index});
			awaited = undefined;
			list = listers.get(state.pane)!(snapshot, state.lists[state.pane], rowsHeight, ahead, now());
		}

		const row = list.rows[list.index];
		state = update(state, {
			type: 'cursor',
			selected: row === undefined ? state.lists[state.pane].selected : list.view.key(row),
			index: Math.max(0, list.index),
		});
		state = update(state, {type: 'top', top: list.top});
		const visible = list.rows.slice(list.top, list.top + list.height);
		inspect(row === undefined ? undefined : list.view.key(row));
		const {onScreen, described} = paneOf(state.pane);
		const {inspected: shown} = explorer;
		const details = screen.inspector && described ? described : onScreen;
		source.feed.show(visible.flatMap(onScreen), shown === undefined ? [] : details(shown, snapshot));
		raw.follow();
	}

	function bump(): void {
		version++;
		for (const listener of listeners) listener();
	}

	function changed(): void {
		settle();
		bump();
	}

	const explorer: Explorer = {
		options,
		typing: false,
		tasks: new Map(),
		get state() {
			return state;
		},
		get snapshot() {
			return state.frozen ?? source.store.get();
		},
		get source() {
			return source;
		},
		get pane() {
			return paneOf(state.pane);
		},
		get screen() {
			return screen;
		},
		get list() {
			return list;
		},
		get row() {
			return list.rows[list.index];
		},
		get inspected() {
			return list.rows.find(row => list.view.key(row) === inspected);
		},
		get raw() {
			return raw.get();
		},
		send(...messages) {
			const before = state;
			for (const message of messages) state = update(state, message);
			if (state !== before) changed();
		},
		moveTo(index) {
			awaited = undefined;
			const bounded = Math.max(0, Math.min(index, list.rows.length - 1));
			const row = list.rows[bounded];
			if (row !== undefined) explorer.send({type: 'cursor', selected: list.view.key(row), index: bounded});
		},
		awaitRow(key) {
			awaited = key;
			changed();
		},
		say(text, tone = 'plain') {
			explorer.send({type: 'say', tone, text});
		},
		async follow(next) {
			const {feed, engine} = source;
			unsubscribe();
			source = next;
			unsubscribe = source.store.subscribe(changed);
			state = update(state, {type: 'restart'});
			changed();
			await feed.stop();
			await engine.close();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		refresh: bump,
		version: () => version,
		async close() {
			clearTimeout(rest);
			unsubscribe();
			for (const task of explorer.tasks.values()) task.abort();
			await source.feed.stop();
			await source.engine.close();
		},
	};
	settle();
	return explorer;
}
