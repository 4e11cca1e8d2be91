import type {Fix} from '../../core/model/finding.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {cannotChange, preview, undo} from '../flows/change.js';
import {chooseToCopy, ofCommands} from '../flows/copy.js';
import type {Overlay} from '../overlay.js';
import {scrolledTop} from '../scroll.js';
import {topOverlay} from '../state.js';
import {explainExtent} from './explain.js';

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
	if (!overlay) return;
	const top = scrolledTop(overlay.top, by, explainExtent(explorer, overlay));
	explorer.send({type: 'overlay', overlay: {...overlay, top}});
};

const running = (explorer: Explorer) => explorer.tasks.has(current(explorer)?.id ?? '');
const stop = (explorer: Explorer) => explorer.tasks.get(current(explorer)?.id ?? '')?.abort();

/** Previews it; done or undone, the overlays close, and it is explained anew. */
function fix(explorer: Explorer): void {
	const plan = fixOf(explorer)?.plan;
	const overlay = current(explorer);
	if (!plan || !overlay) return;
	preview(explorer, plan, {
		after: isUndoable => overlay.again(`done: ${plan.title}${isUndoable ? ' — u undoes it' : ''}`),
		undone: () => overlay.again(`undone: ${plan.title}`),
	});
}

function withoutFix(explorer: Explorer): string | undefined {
	const known = fixOf(explorer);
	if (!known) return 'no fix is known for this';
	return known.commands.length > 0 ? undefined : `no docker command does that: ${known.title}`;
}

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
		...(probe?.command ? [{value: probe.command, label: probe.command, note: 'probe'}] : []),
		...(title ? [{value: title, label: title, note: 'this step'}] : []),
	]);
}

export const explainBindings: readonly Binding[] = [
	{id: 'explain-down', keys: ['j', 'down'], title: 'Next step', scope: 'explain', run: move(1)},
	{id: 'explain-up', keys: ['k', 'up'], title: 'Previous step', scope: 'explain', run: move(-1)},
	{
		id: 'explain-first',
		keys: ['g', 'home'],
		title: 'First step',
		scope: 'explain',
		run: move(Number.NEGATIVE_INFINITY),
	},
	{id: 'explain-last', keys: ['G', 'end'], title: 'Last step', scope: 'explain', run: move(Number.POSITIVE_INFINITY)},
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
		run(explorer) {
			const overlay = current(explorer);
			// What it would measure is measured there.
			stop(explorer);
			overlay?.watch();
		},
	},
	{
		id: 'explain-fix',
		keys: ['f'],
		title: 'Fix it: shows what would be done first',
		hint: 'fix',
		scope: 'explain',
		changesEngine: true,
		applies: explorer => fixOf(explorer)?.plan !== undefined,
		disabled: cannotChange,
		run: fix,
	},
	{
		id: 'explain-copy-fix',
		keys: ['f'],
		title: 'Copy the commands of the fix',
		hint: 'copy fix',
		scope: 'explain',
		applies: explorer => fixOf(explorer)?.plan === undefined || explorer.options.readOnly,
		disabled: withoutFix,
		run: explorer => chooseToCopy(explorer, ofCommands(fixOf(explorer)?.commands)),
	},
	{
		id: 'explain-undo',
		keys: ['u'],
		title: 'Undo the last change',
		scope: 'explain',
		changesEngine: true,
		disabled: explorer =>
			explorer.state.undo.length === 0 ? 'nothing was changed in this session' : cannotChange(explorer),
		run: undo,
	},
	{id: 'explain-copy', keys: ['y'], title: 'Copy a command, or this step', hint: 'copy', scope: 'explain', run: copy},
	{
		id: 'explain-close',
		keys: ['esc', 'q'],
		title: 'Cancel it, or close',
		hint: 'close',
		scope: 'explain',
		run: explorer => {
			stop(explorer);
			explorer.send({type: 'close'});
		},
	},
];
