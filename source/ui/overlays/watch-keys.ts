import {flipText, summaryText} from '../../core/explain/watched.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {chooseToCopy, ofCommands} from '../flows/copy.js';
import type {Overlay} from '../overlay.js';
import {scrolledTop} from '../scroll.js';
import {topOverlay} from '../state.js';
import {watchExtent} from './watch.js';

export type WatchOverlay = Extract<Overlay, {kind: 'watch'}>;

function current(explorer: Explorer): WatchOverlay | undefined {
	const overlay = topOverlay(explorer.state);
	return overlay?.kind === 'watch' ? overlay : undefined;
}

const running = (explorer: Explorer) => explorer.tasks.has(current(explorer)?.id ?? '');
const isStopped = (explorer: Explorer) => !running(explorer);
const stop = (explorer: Explorer) => explorer.tasks.get(current(explorer)?.id ?? '')?.abort();

const scroll = (by: number) => (explorer: Explorer) => {
	const overlay = current(explorer);
	if (!overlay) return;
	const top = scrolledTop(overlay.top, by, watchExtent(explorer, overlay));
	explorer.send({type: 'overlay', overlay: {...overlay, top}});
};

/** Stops it, and begins something else in its place. */
const leaveFor = (how: 'goOn' | 'again' | 'explain') => (explorer: Explorer) => {
	const overlay = current(explorer);
	stop(explorer);
	explorer.send({type: 'close'});
	overlay?.[how]();
};

function copy(explorer: Explorer): void {
	const {watched, from, target} = current(explorer) ?? {};
	if (!watched) return;
	const {flips, summary, explanation} = watched;
	const report = [
		`${from} to ${target}: ${summaryText(summary)}`,
		...flips.toReversed().flatMap(flip => [flipText(flip), ...flip.changed.map(line => `    ${line}`)]),
	].join('\n');
	chooseToCopy(explorer, [
		{value: report, label: 'report', note: 'how often it worked'},
		...ofCommands(explanation.fix?.commands),
	]);
}

export const watchBindings: readonly Binding[] = [
	{
		id: 'watch-stop',
		keys: ['esc'],
		title: 'Stop watching; what came of it stays',
		hint: 'stop',
		scope: 'watch',
		applies: running,
		run: stop,
	},
	{
		id: 'watch-on',
		keys: ['w'],
		title: 'Watch on: what came of it so far counts',
		hint: 'watch on',
		scope: 'watch',
		applies: isStopped,
		run: leaveFor('goOn'),
	},
	{
		id: 'watch-again',
		keys: ['enter', 'r'],
		title: 'Watch again, from the beginning',
		hint: 'anew',
		scope: 'watch',
		applies: isStopped,
		run: leaveFor('again'),
	},
	{
		id: 'watch-explain',
		keys: ['e'],
		title: 'Stop, and explain it: step by step, with evidence and fix',
		hint: 'explain',
		scope: 'watch',
		run: leaveFor('explain'),
	},
	{
		id: 'watch-copy',
		keys: ['y'],
		title: 'Copy the report, or a command of the fix',
		hint: 'copy',
		scope: 'watch',
		disabled: explorer => (current(explorer)?.watched ? undefined : 'there is nothing to copy yet'),
		run: copy,
	},
	{id: 'watch-down', keys: ['j', 'down'], title: 'Scroll down', scope: 'watch', run: scroll(1)},
	{id: 'watch-up', keys: ['k', 'up'], title: 'Scroll up', scope: 'watch', run: scroll(-1)},
	{
		id: 'watch-page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f', 'space'],
		title: 'Scroll on',
		scope: 'watch',
		run: scroll(10),
	},
	{id: 'watch-page-up', keys: ['pageup', 'ctrl-u', 'ctrl-b'], title: 'Scroll back', scope: 'watch', run: scroll(-10)},
	{id: 'watch-top', keys: ['g', 'home'], title: 'Top', scope: 'watch', run: scroll(Number.NEGATIVE_INFINITY)},
	{id: 'watch-end', keys: ['G', 'end'], title: 'End', scope: 'watch', run: scroll(Number.POSITIVE_INFINITY)},
	{
		id: 'watch-close',
		keys: ['q', 'esc'],
		title: 'Stop, and close',
		hint: 'close',
		scope: 'watch',
		run(explorer) {
			stop(explorer);
			explorer.send({type: 'close'});
		},
	},
];
