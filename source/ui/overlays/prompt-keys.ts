import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import type {Choice, Overlay} from '../overlay.js';
import {topOverlay} from '../state.js';

export type Prompt = Extract<Overlay, {kind: 'prompt'}>;

/** What can be taken: the text itself where anything may be typed, then the choices that hold every word of it. */
export function matchingChoices({choices, text, free}: Prompt): readonly Choice[] {
	const typed = text.trim();
	const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return choices;
	const matching = choices.filter(({label, value, note}) => {
		const searched = `${label} ${value} ${note ?? ''}`.toLowerCase();
		return words.every(word => searched.includes(word));
	});
	const rank = ({value, label}: Choice) => (value === typed ? 0 : label.toLowerCase().startsWith(words[0]!) ? 1 : 2);
	const ranked = [...matching].sort((a, b) => rank(a) - rank(b));
	const asTyped = free && ranked[0]?.value !== typed ? [{value: typed, label: typed, note: 'as typed'}] : [];
	return [...asTyped, ...ranked];
}

function current(explorer: Explorer): Prompt | undefined {
	const overlay = topOverlay(explorer.state);
	return overlay?.kind === 'prompt' ? overlay : undefined;
}

export function setPromptText(explorer: Explorer, text: string): void {
	const overlay = current(explorer);
	if (overlay) explorer.send({type: 'overlay', overlay: {...overlay, text, index: 0}});
}

const move = (by: number) => (explorer: Explorer) => {
	const overlay = current(explorer);
	if (!overlay) return;
	const last = matchingChoices(overlay).length - 1;
	const index = Math.max(0, Math.min(last, overlay.index + by));
	explorer.send({type: 'overlay', overlay: {...overlay, index}});
};

function accept(explorer: Explorer): void {
	const overlay = current(explorer);
	if (!overlay) return;
	const choice = matchingChoices(overlay)[overlay.index];
	if (!choice) explorer.say(overlay.free ? `type ${overlay.free}` : `nothing here matches “${overlay.text}”`, 'warn');
	else if (choice.disabled) explorer.say(choice.disabled, 'warn');
	else {
		explorer.send({type: 'close'});
		overlay.accept(choice.value);
	}
}

export const promptBindings: readonly Binding[] = [
	{id: 'prompt-accept', keys: ['enter'], title: 'Take it', hint: 'take', scope: 'prompt', run: accept},
	{id: 'prompt-down', keys: ['down', 'ctrl-n', 'tab'], title: 'Next', scope: 'prompt', run: move(1)},
	{id: 'prompt-up', keys: ['up', 'ctrl-p', 'shift-tab'], title: 'Previous', scope: 'prompt', run: move(-1)},
	{id: 'prompt-page-down', keys: ['pagedown', 'ctrl-d'], title: 'Page down', scope: 'prompt', run: move(8)},
	{id: 'prompt-page-up', keys: ['pageup'], title: 'Page up', scope: 'prompt', run: move(-8)},
	{id: 'prompt-clear', keys: ['ctrl-u'], title: 'Clear', scope: 'prompt', run: explorer => setPromptText(explorer, '')},
	{
		id: 'prompt-cancel',
		keys: ['esc'],
		title: 'Cancel',
		hint: 'cancel',
		scope: 'prompt',
		run(explorer) {
			const overlay = current(explorer);
			explorer.send({type: 'close'});
			overlay?.cancel?.();
		},
	},
];
