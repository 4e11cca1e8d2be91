import type {Explorer} from './explorer.js';

/** Where a key works; the table is looked through from the innermost. */
export type Scope =
	| 'global'
	| 'list'
	| 'inspector'
	| 'networks'
	| 'containers'
	| 'findings'
	| 'offline'
	| 'help'
	| 'text'
	| 'prompt'
	| 'form'
	| 'plan'
	| 'probe'
	| 'matrix'
	| 'explain'
	| 'watch';

/** One key, everywhere: it dispatches, and draws the footer, the help and the palette. */
export type Binding = {
	/** Unique; also what the palette matches. */
	readonly id: string;
	/** None: in the palette only. */
	readonly keys: readonly string[];
	readonly title: string;
	/** One word for the footer; without one it stands in help and palette only. */
	readonly hint?: string;
	readonly scope: Scope;
	/** Gone under --read-only. */
	readonly changesEngine?: boolean;
	/** Not in the palette (moving about). */
	readonly plain?: boolean;
	/** The key means this only then; otherwise the next table is asked. */
	readonly applies?: (explorer: Explorer) => boolean;
	/** Why it cannot work now: shown when it is pressed. */
	readonly disabled?: (explorer: Explorer) => string | undefined;
	readonly run: (explorer: Explorer) => void;
};
