import type {Binding} from '../binding.js';
import {matchesOf} from '../components/inspector.js';
import type {Explorer} from '../explorer.js';
import {topOverlay} from '../state.js';

/** Filter and search follow each letter; this is how they get their text. */
export function setText(explorer: Explorer, text: string): void {
	const overlay = topOverlay(explorer.state);
	if (overlay?.kind === 'filter') explorer.send({type: 'filter', text});
	if (overlay?.kind === 'search') {
		const matches = matchesOf(explorer, text);
		const top = matches.find(line => line >= overlay.top) ?? matches[0] ?? overlay.top;
		explorer.send({type: 'inspector', change: {search: text, top}});
	}
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
			if (overlay?.kind === 'filter') {
				setText(explorer, overlay.before);
				if (overlay.cursor !== undefined) explorer.awaitRow(overlay.cursor);
			}

			if (overlay?.kind === 'search')
				explorer.send({type: 'inspector', change: {search: overlay.before, top: overlay.top}});
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
