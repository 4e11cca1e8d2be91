import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {topOverlay} from '../state.js';

/** Filter and search follow each letter; this is how they get their text. */
export function setText(explorer: Explorer, text: string): void {
	const overlay = topOverlay(explorer.state);
	if (overlay?.kind === 'filter') explorer.send({type: 'filter', text});
	if (overlay?.kind === 'search') explorer.send({type: 'inspector', change: {search: text}});
}

export const textBindings: readonly Binding[] = [
	{
		id: 'text-accept',
		keys: ['enter', 'down', 'tab'],
		title: 'Keep it',
		hint: 'keep',
		scope: 'text',
		run: ({send}) => send({type: 'close'}),
	},
	{
		id: 'text-cancel',
		keys: ['esc'],
		title: 'Back to what it was',
		hint: 'cancel',
		scope: 'text',
		run: explorer => {
			const overlay = topOverlay(explorer.state);
			if (overlay?.kind === 'filter' || overlay?.kind === 'search') setText(explorer, overlay.before);
			explorer.send({type: 'close'});
		},
	},
	{
		id: 'text-clear',
		keys: ['ctrl-u'],
		title: 'Clear',
		hint: 'clear',
		scope: 'text',
		run: explorer => setText(explorer, ''),
	},
];
