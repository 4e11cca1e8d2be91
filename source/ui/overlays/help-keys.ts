import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {scrolledTop} from '../scroll.js';
import {topOverlay} from '../state.js';
import {helpExtent} from './help.js';

const scroll = (by: number) => (explorer: Explorer) => {
	const overlay = topOverlay(explorer.state);
	if (overlay?.kind === 'help')
		explorer.send({
			type: 'overlay',
			overlay: {...overlay, top: scrolledTop(overlay.top, by, helpExtent(explorer, overlay))},
		});
};

export const helpBindings: readonly Binding[] = [
	{id: 'help-down', keys: ['j', 'down'], title: 'Scroll down', scope: 'help', run: scroll(1)},
	{id: 'help-up', keys: ['k', 'up'], title: 'Scroll up', scope: 'help', run: scroll(-1)},
	{
		id: 'help-page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f', 'space'],
		title: 'Page down',
		scope: 'help',
		run: scroll(10),
	},
	{id: 'help-page-up', keys: ['pageup', 'ctrl-u', 'ctrl-b'], title: 'Page up', scope: 'help', run: scroll(-10)},
	{
		id: 'help-close',
		keys: ['esc', 'q', '?', 'enter'],
		title: 'Close',
		hint: 'close',
		scope: 'help',
		run: ({send}) => send({type: 'close'}),
	},
];
