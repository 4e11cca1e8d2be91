import type {ContainerId} from '../../core/model/container.js';
import type {Key, Reference} from '../../core/model/reference.js';
import type {Snapshot} from '../../core/model/snapshot.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import type {AnyView} from '../list.js';
import type {PaneId} from '../state.js';

/** What a row stands for. `object`: its identity changes when the object does. */
export type Subject = {
	readonly key: Key;
	readonly name: string;
	/** Undefined where the engine has no JSON of it. */
	readonly reference: Reference | undefined;
	readonly object: unknown;
};

/** One tab that is a table: data only. */
export type Pane = {
	readonly id: PaneId;
	/** The key that shows it, and its number. */
	readonly key: string;
	readonly title: string;
	/** One of its rows: `network`. */
	readonly noun: string;
	readonly view: AnyView;
	/** Containers whose traffic a row shows. */
	// biome-ignore lint/suspicious/noExplicitAny: the row type is the view's
	readonly onScreen: (row: any) => readonly ContainerId[];
	/** Containers whose details the inspector needs of a row, where it is in sight; without it, those of `onScreen`. */
	// biome-ignore lint/suspicious/noExplicitAny: the row type is the view's
	readonly described?: (row: any, snapshot: Snapshot) => readonly ContainerId[];
	// biome-ignore lint/suspicious/noExplicitAny: the row type is the view's
	readonly subject: (row: any) => Subject;
	readonly bindings: readonly Binding[];
	/** How many there are, for the tab; undefined: not known. */
	readonly count: (snapshot: Snapshot) => number | undefined;
	/** Shown instead of rows when there are none. */
	readonly empty: (explorer: Explorer) => readonly string[];
	/** Done each time it is shown. */
	readonly shown?: (explorer: Explorer) => void;
};
