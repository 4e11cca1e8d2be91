import type {Snapshot} from '../model/snapshot.js';

/** What a colour is for; `ui/theme.ts` alone turns it into one. */
export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'warn' | 'bad' | 'accent' | 'traffic';

export type Span = {readonly text: string; readonly tone: Tone};

/** Text with one tone, or several spans. As it came from the engine: `fit()` makes it safe for a terminal. */
export type Cell = string | Span | readonly Span[];

/** One column. A new column is one object. */
export type Column<Row> = {
	/** Also the filter's field and the sort's name: `driver`. */
	readonly id: string;
	readonly title: string;
	readonly align?: 'left' | 'right';
	/** Cells: least width, and the width beyond which more is of no use. */
	readonly width: {readonly min: number; readonly max: number};
	/** Columns with the highest number go first when the screen is narrow; 0 never goes. */
	readonly drop: number;
	/** Only where none of the columns that never go is cut for it. */
	readonly spare?: boolean;
	readonly cell: (row: Row, width: number) => Cell;
	/** The key of `shift-<letter>` sorting; undefined: not sortable by key. */
	readonly key?: string;
	/** Value to sort by; undefined: cell text. Strings compare naturally (web-2 before web-10). */
	readonly sort?: (row: Row) => string | number;
	/** Sort descending first (rates, counts). */
	readonly descending?: boolean;
	/** The value changes by itself: sorting by it is damped, so that rows do not jump. */
	readonly live?: boolean;
	/** Plain text for `ls` and for the filter (`driver:overlay`); several values match if one does. */
	readonly text: (row: Row) => string | readonly string[];
};

/** A part of an inspector: label–value lines, or a small table. */
export type Section =
	| {readonly title: string; readonly lines: readonly {readonly label: string; readonly value: Cell}[]}
	| {
			readonly title: string;
			readonly columns: readonly string[];
			readonly rows: readonly (readonly string[])[];
			readonly empty: string;
	  };

/** How one noun is shown everywhere: table, `ls`, `--json`, filter, sort, inspector. Pure. */
export type View<Row> = {
	readonly noun: 'networks' | 'containers' | 'findings';
	readonly columns: readonly Column<Row>[];
	readonly defaultSort: {readonly column: string; readonly descending: boolean};
	/** Same snapshot parts → the same row objects (memoised on identity). */
	readonly rows: (snapshot: Snapshot) => readonly Row[];
	readonly key: (row: Row) => string;
	readonly name: (row: Row) => string;
	/** Everything that the free-text filter looks at, a line for each thing. */
	readonly search: (row: Row) => string;
	/** What `field:text` can ask for besides the columns: `label`, `mac` … */
	readonly fields?: Readonly<Record<string, (row: Row) => string | readonly string[]>>;
	readonly describe: (row: Row, snapshot: Snapshot) => readonly Section[];
	/** The public JSON shape of `ls --json`. */
	readonly json: (row: Row) => unknown;
};
