import {probedJson} from '../../core/probes/probed-json.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {chooseToCopy} from '../flows/copy.js';
import type {Overlay} from '../overlay.js';
import {scrolledTop} from '../scroll.js';
import {topOverlay} from '../state.js';
import {type ProbeOverlay, probedOf, probeExtent, zooms} from './probe-content.js';

function current(explorer: Explorer): ProbeOverlay | undefined {
	const overlay: Overlay | undefined = topOverlay(explorer.state);
	return overlay?.kind === 'probe' ? overlay : undefined;
}

const running = (explorer: Explorer) => explorer.tasks.has(current(explorer)?.id ?? '');
const live = (explorer: Explorer) => {
	const overlay = current(explorer);
	return overlay && probedOf(explorer, {...overlay, held: undefined});
};

/** There is a chart. */
const repeated = (explorer: Explorer) => live(explorer)?.rounds !== undefined;

function change(explorer: Explorer, by: Partial<ProbeOverlay>): void {
	const overlay = current(explorer);
	if (overlay) explorer.send({type: 'overlay', overlay: {...overlay, ...by}});
}

/** Begins another probe in the place of this one. */
function replace(explorer: Explorer, begin: (() => void) | undefined): void {
	explorer.send({type: 'close'});
	begin?.();
}

const zoom = (by: number) => (explorer: Explorer) => {
	const index = (current(explorer)?.zoom ?? 0) + by;
	if (zooms[index]) change(explorer, {zoom: index});
	else explorer.say(`the chart shows ${by < 0 ? 'no less' : 'no more'} than this`, 'warn');
};

const scroll = (by: (explorer: Explorer) => number) => (explorer: Explorer) => {
	const overlay = current(explorer);
	if (overlay) change(explorer, {top: scrolledTop(overlay.top, by(explorer), probeExtent(explorer, overlay))});
};
const page = ({screen}: Explorer) => Math.max(1, (screen.overlay?.height ?? 2) - 2);

function copy(explorer: Explorer): void {
	const probed = live(explorer);
	if (!probed) return;
	const {command, result, finishedAt} = probed;
	chooseToCopy(explorer, [
		...(command ? [{value: command, label: command, note: 'command'}] : []),
		...(result ? [{value: result.message, label: result.message, note: 'result'}] : []),
		...(result && (finishedAt !== undefined || probed.rounds)
			? [{value: JSON.stringify(probedJson(probed), undefined, '\t'), label: 'JSON', note: 'all figures'}]
			: []),
	]);
}

export const probeBindings: readonly Binding[] = [
	{
		id: 'probe-again',
		keys: ['enter', 'r'],
		title: 'Probe again',
		hint: 'again',
		scope: 'probe',
		disabled: explorer => (running(explorer) ? 'it is still under way: esc cancels it' : undefined),
		run: explorer => replace(explorer, current(explorer)?.again),
	},
	{
		id: 'probe-stop',
		keys: ['space'],
		title: 'Stop repeating',
		hint: 'stop',
		scope: 'probe',
		applies: explorer => repeated(explorer) && running(explorer),
		run: explorer => explorer.tasks.get(current(explorer)?.id ?? '')?.abort(),
	},
	{
		id: 'probe-repeat',
		keys: ['space'],
		title: 'Repeat every second, with a chart',
		hint: 'repeat',
		scope: 'probe',
		disabled(explorer) {
			if (!current(explorer)?.repeat) return 'this probe is not one to repeat: r makes it once more';
			return running(explorer) ? 'it is still under way: esc cancels it' : undefined;
		},
		run: explorer => replace(explorer, current(explorer)?.repeat),
	},
	{
		id: 'probe-hold',
		keys: ['z'],
		title: 'Freeze the chart, or thaw it; probing goes on',
		hint: 'freeze',
		scope: 'probe',
		applies: repeated,
		run: explorer => change(explorer, {held: current(explorer)?.held ? undefined : live(explorer)}),
	},
	{
		id: 'probe-zoom-in',
		keys: ['+', '='],
		title: 'A shorter time in the chart',
		hint: 'zoom',
		scope: 'probe',
		applies: repeated,
		run: zoom(-1),
	},
	{
		id: 'probe-zoom-out',
		keys: ['-'],
		title: 'A longer time in the chart',
		hint: 'out',
		scope: 'probe',
		applies: repeated,
		run: zoom(1),
	},
	{id: 'probe-copy', keys: ['y'], title: 'Copy command, result or JSON', hint: 'copy', scope: 'probe', run: copy},
	{id: 'probe-down', keys: ['j', 'down'], title: 'Scroll down', scope: 'probe', run: scroll(() => 1)},
	{id: 'probe-up', keys: ['k', 'up'], title: 'Scroll up', scope: 'probe', run: scroll(() => -1)},
	{
		id: 'probe-page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f'],
		title: 'Page down',
		scope: 'probe',
		run: scroll(page),
	},
	{
		id: 'probe-page-up',
		keys: ['pageup', 'ctrl-u', 'ctrl-b'],
		title: 'Page up',
		scope: 'probe',
		run: scroll(explorer => -page(explorer)),
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
