import {type Explanation, stepToRead} from '../core/explain/explanation.js';
import type {Watched} from '../core/explain/watched.js';
import type {Key} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import type {Plan} from '../core/plan/step.js';
import type {Matrix} from '../core/probes/matrix.js';
import type {Tone} from '../core/views/view.js';
import type {Overlay} from './overlay.js';

export type PaneId = 'networks' | 'containers' | 'findings';

/** How a list is being looked at. The cursor is a key, not a number: rows may come, go and move. */
export type ListState = {
	readonly selected: Key | undefined;
	/** Where the cursor was, for when its row is gone. */
	readonly index: number;
	/** First row on screen. */
	readonly top: number;
	readonly filter: string;
	readonly sort: {readonly column: string; readonly descending: boolean};
	readonly marks: ReadonlySet<Key>;
};

export type InspectorState = {
	/** Takes the whole body. */
	readonly zoomed: boolean;
	readonly raw: boolean;
	readonly top: number;
	readonly search: string;
};

/** The way back from a change, and what follows once it was gone. */
export type Undo = {readonly plan: Plan; readonly undone?: () => void};

export type UiState = {
	readonly size: {readonly columns: number; readonly rows: number};
	readonly pane: PaneId;
	readonly lists: Readonly<Record<PaneId, ListState>>;
	readonly focus: 'list' | 'inspector';
	readonly inspector: InspectorState;
	readonly overlays: readonly Overlay[];
	/** The picture held still by freeze. */
	readonly frozen: Snapshot | undefined;
	/** One line above the footer, until the next key. */
	readonly message: {readonly tone: Tone; readonly text: string} | undefined;
	/** How far what goes on is, by task: in sight where there is no message. */
	readonly progress: Readonly<Record<string, string>>;
	/** What `u` would do, newest last. */
	readonly undo: readonly Undo[];
	/** The target that was last probed, by the way of asking. */
	readonly lastTargets: Readonly<Record<string, string>>;
};

export type Message =
	| {readonly type: 'resize'; readonly columns: number; readonly rows: number}
	| {readonly type: 'pane'; readonly pane: PaneId}
	| {readonly type: 'cursor'; readonly selected: Key | undefined; readonly index: number}
	| {readonly type: 'top'; readonly top: number}
	| {readonly type: 'filter'; readonly text: string}
	| {readonly type: 'sort'; readonly column: string; readonly descending: boolean}
	| {readonly type: 'mark'; readonly key: Key}
	| {readonly type: 'unmark'}
	| {readonly type: 'focus'; readonly focus: 'list' | 'inspector'}
	| {readonly type: 'inspector'; readonly change: Partial<InspectorState>}
	| {readonly type: 'open'; readonly overlay: Overlay}
	| {readonly type: 'close'}
	/** What was asked for is done: the form behind the plan goes too. */
	| {readonly type: 'close-all'}
	| {readonly type: 'overlay'; readonly overlay: Overlay}
	/** A matrix has news, wherever it is in the stack. */
	| {readonly type: 'matrix'; readonly id: string; readonly matrix: Matrix}
	/** An explanation has news, wherever it is in the stack. */
	| {readonly type: 'explained'; readonly id: string; readonly explanation: Explanation}
	/** A watch has looked again, wherever it is in the stack. */
	| {readonly type: 'watched'; readonly id: string; readonly watched: Watched}
	| {readonly type: 'freeze'; readonly snapshot: Snapshot | undefined}
	| {readonly type: 'say'; readonly tone: Tone; readonly text: string}
	| {readonly type: 'silence'}
	/** Without a text: it has come to an end. */
	| {readonly type: 'progress'; readonly task: string; readonly text: string | undefined}
	| {readonly type: 'undoable'; readonly undo: Undo}
	| {readonly type: 'undone'}
	| {readonly type: 'probed'; readonly enquiry: string; readonly target: string}
	| {readonly type: 'restart'};

const emptyList = {selected: undefined, index: 0, top: 0, filter: '', marks: new Set<Key>()};

export function initialState(
	columns: number,
	rows: number,
	sorts: Readonly<Record<PaneId, ListState['sort']>>,
): UiState {
	return {
		size: {columns, rows},
		pane: 'networks',
		lists: {
			networks: {...emptyList, sort: sorts.networks},
			containers: {...emptyList, sort: sorts.containers},
			findings: {...emptyList, sort: sorts.findings},
		},
		focus: 'list',
		inspector: {zoomed: false, raw: false, top: 0, search: ''},
		overlays: [],
		frozen: undefined,
		message: undefined,
		progress: {},
		undo: [],
		lastTargets: {},
	};
}

function withList(state: UiState, change: Partial<ListState>): UiState {
	return {...state, lists: {...state.lists, [state.pane]: {...state.lists[state.pane], ...change}}};
}

/** The whole of the explorer's behaviour that needs no outside: pure. */
export function update(state: UiState, message: Message): UiState {
	switch (message.type) {
		case 'resize':
			return {...state, size: {columns: message.columns, rows: message.rows}};
		case 'pane':
			return message.pane === state.pane
				? state
				: {
						...state,
						pane: message.pane,
						focus: 'list',
						inspector: {...state.inspector, zoomed: false, top: 0, search: ''},
					};
		case 'cursor': {
			const list = state.lists[state.pane];
			if (list.selected === message.selected && list.index === message.index) return state;
			const moved = withList(state, {selected: message.selected, index: message.index});
			return list.selected === message.selected ? moved : {...moved, inspector: {...state.inspector, top: 0}};
		}

		case 'top':
			return state.lists[state.pane].top === message.top ? state : withList(state, {top: message.top});
		case 'filter':
			return withList(state, {filter: message.text, top: 0});
		case 'sort':
			return withList(state, {sort: {column: message.column, descending: message.descending}});
		case 'mark': {
			const marks = new Set(state.lists[state.pane].marks);
			if (!marks.delete(message.key)) marks.add(message.key);
			return withList(state, {marks});
		}

		case 'unmark':
			return withList(state, {marks: new Set()});
		case 'focus':
			return {...state, focus: message.focus};
		case 'inspector':
			return {...state, inspector: {...state.inspector, ...message.change}};
		case 'open':
			return {...state, overlays: [...state.overlays, message.overlay], message: undefined};
		case 'close':
			return {...state, overlays: state.overlays.slice(0, -1)};
		case 'close-all':
			return {...state, overlays: []};
		case 'overlay':
			return {...state, overlays: [...state.overlays.slice(0, -1), message.overlay]};
		case 'matrix': {
			const overlays = state.overlays.map(overlay =>
				overlay.kind === 'matrix' && overlay.id === message.id ? {...overlay, matrix: message.matrix} : overlay,
			);
			return {...state, overlays};
		}

		case 'explained': {
			const {id, explanation} = message;
			const overlays = state.overlays.map(overlay => {
				if (overlay.kind !== 'explain' || overlay.id !== id) return overlay;
				// Who has not moved the cursor is led to what was found out meanwhile.
				const isUntouched = overlay.step === stepToRead(overlay.explanation);
				return {...overlay, explanation, step: isUntouched ? stepToRead(explanation) : overlay.step};
			});
			return {...state, overlays};
		}

		case 'watched': {
			const {id, watched} = message;
			const overlays = state.overlays.map(overlay =>
				overlay.kind === 'watch' && overlay.id === id ? {...overlay, watched} : overlay,
			);
			return {...state, overlays};
		}

		case 'freeze':
			return {...state, frozen: message.snapshot};
		case 'say':
			return {...state, message: {tone: message.tone, text: message.text}};
		case 'silence':
			return state.message ? {...state, message: undefined} : state;
		case 'progress': {
			const {[message.task]: _before, ...others} = state.progress;
			return {...state, progress: message.text ? {...others, [message.task]: message.text} : others};
		}

		case 'undoable':
			return {...state, undo: [...state.undo.slice(-19), message.undo]};
		case 'undone':
			return {...state, undo: state.undo.slice(0, -1)};
		case 'probed':
			return {...state, lastTargets: {...state.lastTargets, [message.enquiry]: message.target}};
		case 'restart': {
			const {networks, containers, findings} = state.lists;
			return initialState(state.size.columns, state.size.rows, {
				networks: networks.sort,
				containers: containers.sort,
				findings: findings.sort,
			});
		}
	}
}

export function topOverlay(state: UiState): Overlay | undefined {
	return state.overlays.at(-1);
}
