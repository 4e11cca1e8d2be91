import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {carryOut} from '../flows/change.js';
import {scrolledTop} from '../scroll.js';
import {topOverlay} from '../state.js';
import {planExtent} from './plan.js';

function current(explorer: Explorer) {
	const overlay = topOverlay(explorer.state);
	return overlay?.kind === 'plan' ? overlay : undefined;
}

const scroll = (by: number) => (explorer: Explorer) => {
	const overlay = current(explorer);
	if (!overlay) return;
	const top = scrolledTop(overlay.top, by, planExtent(explorer, overlay));
	explorer.send({type: 'overlay', overlay: {...overlay, top}});
};
const previewed = (explorer: Explorer) => current(explorer)?.phase === 'preview';

export const planBindings: readonly Binding[] = [
	{
		id: 'plan-yes',
		keys: ['y'],
		title: 'Yes, do it',
		hint: 'do it',
		scope: 'plan',
		applies: previewed,
		run: explorer => {
			const overlay = current(explorer);
			if (overlay) void carryOut(explorer, overlay);
		},
	},
	{
		id: 'plan-no',
		keys: ['n', 'esc', 'q'],
		title: 'No: back, nothing is changed',
		hint: 'back',
		scope: 'plan',
		applies: previewed,
		run: ({send}) => send({type: 'close'}),
	},
	{
		id: 'plan-cancel',
		keys: ['esc'],
		title: 'Cancel what is not done yet',
		hint: 'cancel',
		scope: 'plan',
		applies: explorer => current(explorer)?.phase === 'running',
		run: explorer => explorer.tasks.get('plan')?.abort(),
	},
	{
		id: 'plan-close',
		keys: ['esc', 'enter', 'q'],
		title: 'Close',
		hint: 'close',
		scope: 'plan',
		applies: explorer => ['failed', 'cancelled', 'done'].includes(current(explorer)?.phase ?? ''),
		run: ({send}) => send({type: 'close'}),
	},
	{id: 'plan-down', keys: ['j', 'down'], title: 'Scroll down', scope: 'plan', run: scroll(1)},
	{id: 'plan-up', keys: ['k', 'up'], title: 'Scroll up', scope: 'plan', run: scroll(-1)},
];
