import type {Engine} from '../engine/engine.js';
import type {ExitCode} from '../errors.js';

export type Flag = {
	readonly type: 'string' | 'boolean' | 'number';
	readonly shortFlag?: string;
	readonly isMultiple?: boolean;
	/** For help, one line. */
	readonly summary: string;
	/** `CIDR`, shown in help after a flag with a value. */
	readonly value?: string;
};

export type FlagValues = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** All that a command may touch. */
export type CommandContext = {
	readonly engine: Engine;
	/** What follows the command's name, without flags. */
	readonly arguments: readonly string[];
	readonly flags: FlagValues;
	/** One line (or several) to standard output; text from the engine is made safe or quoted before. */
	readonly print: (text: string) => void;
	/** To standard error: progress and warnings; made safe here. */
	readonly note: (text: string) => void;
	/** What is being done, on one line of standard error that each call replaces; '' takes it away. Undefined where that is no terminal. */
	readonly progress?: (text: string) => void;
	/** Asks yes or no at the terminal; throws UserError (`--yes` …) where there is none. */
	readonly confirm: (question: string) => Promise<boolean>;
	/** Somebody can be asked. */
	readonly atTerminal: boolean;
	readonly readOnly: boolean;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Aborted by Ctrl-C, SIGTERM and SIGHUP. */
	readonly signal: AbortSignal;
	/** Of the terminal; undefined when the output goes to a file or pipe. */
	readonly columns: number | undefined;
	readonly ascii: boolean;
};

/** One file per command. `--json` belongs to all, `--dry-run` and `--yes` to those that change the engine. */
export type Command = {
	readonly name: string;
	readonly summary: string;
	/** Arguments after the name: `A B`, `[networks|containers]`. */
	readonly usage: string;
	/** Not run under `--read-only`, but with `--dry-run`. */
	readonly changesEngine: boolean;
	readonly flags: Readonly<Record<string, Flag>>;
	readonly run: (context: CommandContext) => Promise<ExitCode>;
};
