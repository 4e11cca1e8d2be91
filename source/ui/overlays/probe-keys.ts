import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {topOverlay} from '../state.js';

function current(explorer: Explorer) {
	const overlay = topOverlay(explorer.state);
	return overlay?.kind === 'probe' ? overlay : undefined;
}

const running = (explorer: Explorer) => explorer.tasks.has(current(explorer)?.id ?? '');

export const probeBindings: readonly Binding[] = [
	{
		id: 'probe-again',
		keys: ['enter', 'r'],
		title: 'Probe again',
		hint: 'again',
		scope: 'probe',
		disabled: explorer => (running(explorer) ? 'it is still under way: esc cancels it' : undefined),
		run: explorer => {
			const overlay = current(explorer);
			explorer.send({type: 'close'});
			overlay?.again();
		},
	},
	{
		id: 'probe-close',
		keys: ['esc', 'q'],
		title: 'Cancel it, or close',
		hint: 'close',
		scope: 'probe',
		run: explorer => {
			explorer.tasks.get(current(explorer)?.id ?? '')?.abort();
			explorer.send({type: 'close'});
		},
	},
];
