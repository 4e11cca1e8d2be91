import type {Fix} from '../../core/model/finding.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {cannotChange, preview} from '../flows/change.js';
import {chooseToCopy, ofCommands} from '../flows/copy.js';
import type {Overlay} from '../overlay.js';
import {topOverlay} from '../state.js';

export type ExplainOverlay = Extract<Overlay, {kind: 'explain'}>;

function current(explorer: Explorer): ExplainOverlay | undefined {
	const overlay = topOverlay(explorer.state);
	return overlay?.kind === 'explain' ? overlay : undefined;
}

/** Of the step under the cursor, else of the cause. */
function fixOf(explorer: Explorer): Fix | undefined {
	const overlay = current(explorer);
	return overlay?.explanation.steps[overlay.step]?.fix ?? overlay?.explanation.fix;
}

const move = (by: number) => (explorer: Explorer) => {
	const overlay = current(explorer);
	if (!overlay) return;
	const step = Math.max(0, Math.min(overlay.explanation.steps.length - 1, overlay.step + by));
	explorer.send({type: 'overlay', overlay: {...overlay, step, top: 0}});
};

const scroll = (by: number) => (explorer: Explorer) => {
	const overlay = current(explorer);
	if (overlay) explorer.send({type: 'overlay', overlay: {...overlay, top: Math.max(0, overlay.top + by)}});
};

const running = (explorer: Explorer) => explorer.tasks.has(current(explorer)?.id ?? '');

function again(explorer: Explorer): void {
	const overlay = current(explorer);
	explorer.send({type: 'close'});
	overlay?.again();
}

function copy(explorer: Explorer): void {
	const overlay = current(explorer);
	if (!overlay) return;
	const {steps, probe} = overlay.explanation;
	const title = steps[overlay.step]?.title;
	chooseToCopy(explorer, [
		...ofCommands(fixOf(explorer)?.commands),
		...(probe?.command ? [{value: probe.command, label: probe.command, note: 'command of the probe'}] : []),
		...(title ? [{value: title, label: title, note: 'this step'}] : []),
	]);
}

export const explainBindings: readonly Binding[] = [
	{id: 'explain-down', keys: ['j', 'down'], title: 'Next step', scope: 'explain', run: move(1)},
	{id: 'explain-up', keys: ['k', 'up'], title: 'Previous step', scope: 'explain', run: move(-1)},
	{
		id: 'explain-page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f', 'space'],
		title: 'Scroll what is below the steps',
		hint: 'scroll',
		scope: 'explain',
		run: scroll(5),
	},
	{
		id: 'explain-page-up',
		keys: ['pageup', 'ctrl-u', 'ctrl-b'],
		title: 'Scroll back',
		scope: 'explain',
		run: scroll(-5),
	},
	{
		id: 'explain-again',
		keys: ['enter', 'r'],
		title: 'Explain again',
		hint: 'again',
		scope: 'explain',
		disabled: explorer => (running(explorer) ? 'it is still under way: esc cancels it' : undefined),
		run: again,
	},
	{
		id: 'explain-watch',
		keys: ['w'],
		title: 'Watch it: once a second, with a line for each change',
		hint: 'watch',
		scope: 'explain',
		disabled: explorer => (running(explorer) ? 'it is still under way: esc cancels it' : undefined),
		run: explorer => current(explorer)?.watch(),
	},
	{
		id: 'explain-fix',
		keys: ['f'],
		title: 'Fix it: shows what would be done first',
		hint: 'fix',
		scope: 'explain',
		changesEngine: true,
		disabled(explorer) {
			const fix = fixOf(explorer);
			if (!fix) return 'no fix is known for this';
			return fix.plan ? cannotChange(explorer) : 'docknet cannot do it for you: y copies the commands';
		},
		run: explorer => {
			const plan = fixOf(explorer)?.plan;
			// The overlays close when it is done; then it is explained anew.
			const overlay = current(explorer);
			if (plan) preview(explorer, plan, {after: overlay?.again});
		},
	},
	{id: 'explain-copy', keys: ['y'], title: 'Copy a command, or this step', hint: 'copy', scope: 'explain', run: copy},
	{
		id: 'explain-close',
		keys: ['esc', 'q'],
		title: 'Cancel it, or close',
		hint: 'close',
		scope: 'explain',
		run: explorer => {
			explorer.tasks.get(current(explorer)?.id ?? '')?.abort();
			explorer.send({type: 'close'});
		},
	},
];
