import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {preview} from '../flows/change.js';
import type {Field} from '../forms/form.js';
import type {Overlay} from '../overlay.js';
import {topOverlay} from '../state.js';

export type FormOverlay = Extract<Overlay, {kind: 'form'}>;

export function currentForm(explorer: Explorer): FormOverlay | undefined {
	const overlay = topOverlay(explorer.state);
	return overlay?.kind === 'form' ? overlay : undefined;
}

/** Fields on screen: the advanced ones only when asked for. */
export function shownFields({form, values, context, advanced}: FormOverlay): readonly Field[] {
	return form.fields(values, context).filter(field => advanced || !field.advanced);
}

export function fieldInFocus(overlay: FormOverlay): Field | undefined {
	return shownFields(overlay).find(({id}) => id === overlay.field);
}

export function setField(explorer: Explorer, id: string, value: string): void {
	const overlay = currentForm(explorer);
	if (overlay) explorer.send({type: 'overlay', overlay: {...overlay, values: {...overlay.values, [id]: value}}});
}

const move = (by: 1 | -1) => (explorer: Explorer) => {
	const overlay = currentForm(explorer);
	if (!overlay) return;
	const fields = shownFields(overlay).filter(({disabled}) => !disabled);
	const at = fields.findIndex(({id}) => id === overlay.field);
	const next = fields[(at + by + fields.length) % fields.length];
	if (!next) return;
	const visited = new Set(overlay.visited).add(overlay.field);
	explorer.send({type: 'overlay', overlay: {...overlay, field: next.id, sought: '', visited}});
};

/** The next (or previous) choice; a toggle turns. */
const turn = (by: 1 | -1) => (explorer: Explorer) => {
	const overlay = currentForm(explorer);
	const field = overlay && fieldInFocus(overlay);
	if (!overlay || !field) return;
	const value = overlay.values[field.id] ?? '';
	if (field.kind === 'toggle') setField(explorer, field.id, value === 'yes' ? 'no' : 'yes');
	else if (field.choices?.length) {
		const at = field.choices.indexOf(value);
		setField(explorer, field.id, field.choices[(at + by + field.choices.length) % field.choices.length]!);
	}
};

/** A letter on a choice goes to the first that begins with the letters so far, or has them; a letter that leads nowhere begins anew. */
export function seekChoice(explorer: Explorer, letter: string): void {
	const overlay = currentForm(explorer);
	const field = overlay && fieldInFocus(overlay);
	if (!overlay || field?.kind !== 'choice') return;
	for (const sought of [(overlay.sought ?? '') + letter, letter]) {
		const found =
			field.choices?.find(choice => choice.startsWith(sought)) ??
			field.choices?.find(choice => choice.includes(sought));
		if (found === undefined) continue;
		explorer.send({type: 'overlay', overlay: {...overlay, sought, values: {...overlay.values, [field.id]: found}}});
		return;
	}
}

/** An empty text field takes what is offered. */
function takeSuggestion(explorer: Explorer): void {
	const overlay = currentForm(explorer);
	const field = overlay && fieldInFocus(overlay);
	if (field?.suggestion && !overlay?.values[field.id]) setField(explorer, field.id, field.suggestion);
}

/** Steps through the completions that begin with what stands there. */
function complete(explorer: Explorer): void {
	const overlay = currentForm(explorer);
	const field = overlay && fieldInFocus(overlay);
	if (!overlay || !field?.choices?.length) return;
	const value = overlay.values[field.id] ?? '';
	const typed =
		field.kind === 'list' ? value.slice(Math.max(value.lastIndexOf(','), value.lastIndexOf(' ')) + 1) : value;
	const before = value.slice(0, value.length - typed.length);
	const exact = field.choices.indexOf(typed);
	const next =
		exact >= 0
			? field.choices[(exact + 1) % field.choices.length]
			: field.choices.find(choice => choice.startsWith(typed));
	if (next) setField(explorer, field.id, before + next);
}

function submit(explorer: Explorer): void {
	const overlay = currentForm(explorer);
	if (!overlay) return;
	const {form, values, context} = overlay;
	const bad = form.problems(values, context).filter(({tone}) => tone === 'bad');
	const first = bad[0];
	if (!first) {
		preview(explorer, form.plan(values, context));
		return;
	}

	const hidden = !shownFields(overlay).some(({id}) => id === first.field);
	explorer.send({
		type: 'overlay',
		overlay: {...overlay, field: first.field || overlay.field, insisted: true, advanced: overlay.advanced || hidden},
	});
}

const onChoice = (explorer: Explorer) => {
	const overlay = currentForm(explorer);
	const kind = overlay && fieldInFocus(overlay)?.kind;
	return kind === 'choice' || kind === 'toggle';
};
const onEmptyText = (explorer: Explorer) => {
	const overlay = currentForm(explorer);
	return !onChoice(explorer) && !overlay?.values[overlay.field];
};

export const formBindings: readonly Binding[] = [
	{id: 'form-next', keys: ['tab', 'down'], title: 'Next field', hint: 'next', scope: 'form', run: move(1)},
	{id: 'form-previous', keys: ['shift-tab', 'up'], title: 'Previous field', scope: 'form', run: move(-1)},
	{
		id: 'form-choice',
		keys: ['right', 'space'],
		title: 'Next choice',
		scope: 'form',
		applies: onChoice,
		run: turn(1),
	},
	{
		id: 'form-choice-back',
		keys: ['left'],
		title: 'Previous choice',
		scope: 'form',
		applies: onChoice,
		run: turn(-1),
	},
	{
		id: 'form-suggestion',
		keys: ['right'],
		title: 'Take what is offered in an empty field',
		scope: 'form',
		applies: onEmptyText,
		run: takeSuggestion,
	},
	{id: 'form-complete', keys: ['ctrl-n'], title: 'Complete what is typed', scope: 'form', run: complete},
	{
		id: 'form-advanced',
		keys: ['ctrl-o'],
		title: 'More fields, or fewer',
		hint: 'more',
		scope: 'form',
		run: explorer => {
			const overlay = currentForm(explorer);
			if (!overlay) return;
			const changed = {...overlay, advanced: !overlay.advanced};
			const field = fieldInFocus(changed) ? changed.field : (shownFields(changed)[0]?.id ?? '');
			explorer.send({type: 'overlay', overlay: {...changed, field}});
		},
	},
	{
		id: 'form-clear',
		keys: ['ctrl-u'],
		title: 'Clear the field',
		scope: 'form',
		run: explorer => {
			const overlay = currentForm(explorer);
			if (overlay && !onChoice(explorer)) setField(explorer, overlay.field, '');
		},
	},
	{id: 'form-submit', keys: ['enter'], title: 'Show the plan', hint: 'plan', scope: 'form', run: submit},
	{
		id: 'form-cancel',
		keys: ['esc'],
		title: 'Cancel',
		hint: 'cancel',
		scope: 'form',
		run: ({send}) => send({type: 'close'}),
	},
];
