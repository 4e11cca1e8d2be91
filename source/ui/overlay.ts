import type {Explanation} from '../core/explain/explanation.js';
import type {Watched} from '../core/explain/watched.js';
import type {Key} from '../core/model/reference.js';
import type {Plan} from '../core/plan/step.js';
import type {Matrix} from '../core/probes/matrix.js';
import type {Probed} from '../core/probes/probed.js';
import type {Binding} from './binding.js';
import type {Form, FormContext, Values} from './forms/form.js';

/** A line to choose from; `value` is what choosing it gives. */
export type Choice = {
	readonly value: string;
	readonly label: string;
	readonly note?: string;
	readonly disabled?: string;
};

export type StepState = {
	readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
	readonly message?: string;
};

export type Overlay =
	/** `usable`: what works in the view below. */
	| {readonly kind: 'help'; readonly top: number; readonly usable: readonly Binding[]}
	/** `cursor`: the row to go back to, which what is typed may hide. */
	| {readonly kind: 'filter'; readonly before: string; readonly cursor: Key | undefined}
	| {readonly kind: 'search'; readonly before: string; readonly top: number}
	| {
			readonly kind: 'prompt';
			readonly title: string;
			readonly text: string;
			readonly choices: readonly Choice[];
			readonly index: number;
			/** Text that is none of the choices may be entered; the sentence says what is expected. */
			readonly free?: string;
			readonly accept: (value: string) => void;
			/** Given up. */
			readonly cancel?: () => void;
	  }
	| {
			readonly kind: 'form';
			readonly form: Form;
			readonly context: FormContext;
			readonly values: Values;
			/** Id of the field in focus. */
			readonly field: string;
			/** Letters typed on a choice, which go to the one that begins with them. */
			readonly sought?: string;
			readonly advanced: boolean;
			/** The user asked for the plan while something was wrong: show every problem, not only of fields visited. */
			readonly insisted: boolean;
			readonly visited: ReadonlySet<string>;
	  }
	| {
			readonly kind: 'plan';
			readonly plan: Plan;
			readonly phase: 'preview' | 'running' | 'failed' | 'cancelled' | 'done';
			readonly steps: readonly StepState[];
			readonly startedAt: number | undefined;
			readonly top: number;
			readonly problem: string | undefined;
			/** What follows when all of it was done. */
			readonly after?: (isUndoable: boolean) => void;
			/** What follows when it was undone. */
			readonly undone?: () => void;
	  }
	| {
			readonly kind: 'probe';
			/** Of the probe in the snapshot. */
			readonly id: string;
			readonly again: () => void;
			/** Round after round, where it can be. */
			readonly repeat?: () => void;
			readonly top: number;
			/** How far back the chart goes: an index of the zooms. */
			readonly zoom: number;
			/** What is shown while the chart is held still. */
			readonly held?: Probed;
	  }
	| {
			readonly kind: 'matrix';
			/** Of the task that fills it. */
			readonly id: string;
			/** Who takes part: the network's name, or `3 containers`. */
			readonly name: string;
			readonly matrix: Matrix;
			/** The cell under the cursor. */
			readonly row: number;
			readonly column: number;
			readonly again: () => void;
	  }
	| {
			readonly kind: 'explain';
			/** Of the task that finds out. */
			readonly id: string;
			/** As it could be typed: `db:5432`. */
			readonly target: string;
			readonly explanation: Explanation;
			/** The step under the cursor. */
			readonly step: number;
			readonly top: number;
			/** `done`: what was done in between, to be said. */
			readonly again: (done?: string) => void;
			/** The same once a second. */
			readonly watch: () => void;
	  }
	| {
			readonly kind: 'watch';
			/** Of the task that looks once a second. */
			readonly id: string;
			/** Who asks: a container's name, `host` or `outside`. */
			readonly from: string;
			/** As it could be typed: `db:5432`. */
			readonly target: string;
			readonly startedAt: number;
			/** Where it was stopped in between. */
			readonly resumedAt?: number;
			/** Undefined until the first look. */
			readonly watched?: Watched;
			readonly top: number;
			/** What came of it so far counts. */
			readonly goOn: () => void;
			/** From the beginning. */
			readonly again: () => void;
			readonly explain: () => void;
	  };
