import type {HostId} from '../../core/model/reference.js';
import type {Snapshot} from '../../core/model/snapshot.js';
import type {Plan} from '../../core/plan/step.js';

/** What stands in the fields: text as typed. A toggle is 'yes' or 'no'; a list has one entry a line. */
export type Values = Readonly<Record<string, string>>;

export type FormContext = {
	readonly snapshot: Snapshot;
	readonly host: HostId;
	/** `name:tag` of the engine's images; undefined while not known. */
	readonly images: readonly string[] | undefined;
};

export type Field = {
	readonly id: string;
	readonly label: string;
	/** `list`: entries separated by commas or spaces while typed (`a=b, c=d`). */
	readonly kind: 'text' | 'choice' | 'toggle' | 'list';
	/** For `choice`; for `text` and `list` they are completions. */
	readonly choices?: readonly string[];
	/** What an empty field means, or the offered value; `→` in an empty field takes it. */
	readonly suggestion?: string;
	/** One line on the field in focus: what it is for. */
	readonly hint: string;
	/** Why it cannot be used here (engine too old, driver does not know it); shown, skipped by the cursor. */
	readonly disabled?: string;
	/** Fields of less use, shown after "more". */
	readonly advanced?: boolean;
};

export type Problem = {readonly field: string; readonly tone: 'bad' | 'warn'; readonly text: string};

/** A form is data. `fields`, `problems` and `plan` are pure and called at each key. */
export type Form = {
	readonly id: string;
	readonly title: (context: FormContext) => string;
	/** One line or two on the whole (what the driver is for and cannot do). */
	readonly about: (values: Values, context: FormContext) => readonly string[];
	readonly initial: (context: FormContext) => Values;
	/** Only those that apply to the values (the driver decides). */
	readonly fields: (values: Values, context: FormContext) => readonly Field[];
	/** A `bad` one stops; a `warn` is shown. */
	readonly problems: (values: Values, context: FormContext) => readonly Problem[];
	/** Called only without `bad` problems. */
	readonly plan: (values: Values, context: FormContext) => Plan;
};
