import {cellAt, verdictOf} from '../../core/probes/matrix.js';
import {summaryText, tableLines, troublesOf} from '../../core/probes/matrix-text.js';
import type {Binding} from '../binding.js';
import type {Explorer} from '../explorer.js';
import {chooseToCopy} from '../flows/copy.js';
import {run} from '../flows/probe.js';
import type {Overlay} from '../overlay.js';
import {topOverlay} from '../state.js';

export type MatrixOverlay = Extract<Overlay, {kind: 'matrix'}>;

function current(explorer: Explorer): MatrixOverlay | undefined {
	const overlay = topOverlay(explorer.state);
	return overlay?.kind === 'matrix' ? overlay : undefined;
}

const running = (explorer: Explorer) => explorer.tasks.has(current(explorer)?.id ?? '');

const move = (rows: number, columns: number) => (explorer: Explorer) => {
	const overlay = current(explorer);
	if (!overlay) return;
	const last = overlay.matrix.members.length - 1;
	const within = (index: number) => Math.max(0, Math.min(last, index));
	const [row, column] = [within(overlay.row + rows), within(overlay.column + columns)];
	explorer.send({type: 'overlay', overlay: {...overlay, row, column}});
};

/** The next cell in reading order that is neither ok nor open, round the end. */
function nextTrouble(explorer: Explorer): void {
	const overlay = current(explorer);
	if (!overlay) return;
	const {matrix, row, column} = overlay;
	const {length} = matrix.members;
	const here = row * length + column;
	for (let step = 1; step <= length * length; step++) {
		const at = (here + step) % (length * length);
		const place = {row: Math.floor(at / length), column: at % length};
		const cell = cellAt(matrix, place.row, place.column);
		if (!cell || ['ok', 'waiting', 'nothing'].includes(verdictOf(cell))) continue;
		explorer.send({type: 'overlay', overlay: {...overlay, ...place}});
		return;
	}

	explorer.say('nothing has failed', 'good');
}

function cellOf(explorer: Explorer) {
	const overlay = current(explorer);
	return overlay && cellAt(overlay.matrix, overlay.row, overlay.column);
}

/** The question that failed, else the first. */
function askOf(explorer: Explorer) {
	const asks = cellOf(explorer)?.asks.filter(({target}) => target !== '') ?? [];
	return asks.find(({observed}) => observed && observed.result !== 'ok') ?? asks[0];
}

function probeAgain(explorer: Explorer): void {
	const [cell, ask, overlay] = [cellOf(explorer), askOf(explorer), current(explorer)];
	if (!cell || !ask || !overlay) return;
	void run(explorer, {
		kind: overlay.matrix.kind,
		container: cell.from,
		target: ask.target,
		repeated: false,
		wrong: problem => explorer.say(problem, 'warn'),
	});
}

function copy(explorer: Explorer): void {
	const overlay = current(explorer);
	if (!overlay) return;
	const {matrix, name} = overlay;
	const {message, command} = askOf(explorer)?.observed ?? {};
	const table = [
		`${name} by ${matrix.kind}, from the left to the top: ${summaryText(matrix)}`,
		...(tableLines(matrix, Number.POSITIVE_INFINITY) ?? []),
		...troublesOf(matrix),
	].join('\n');
	chooseToCopy(explorer, [
		{value: table, label: 'table', note: 'all of it as text, with what failed'},
		...(message ? [{value: message, label: message, note: 'this answer'}] : []),
		...(command ? [{value: command, label: command, note: 'command'}] : []),
	]);
}

export const matrixBindings: readonly Binding[] = [
	{
		id: 'matrix-probe',
		keys: ['enter'],
		title: 'Make the probe of this cell again, by itself',
		hint: 'probe',
		scope: 'matrix',
		disabled: explorer => (askOf(explorer) ? undefined : 'there is nothing to ask here'),
		run: probeAgain,
	},
	{
		id: 'matrix-trouble',
		keys: ['n'],
		title: 'Go to the next that failed',
		hint: 'failed',
		scope: 'matrix',
		run: nextTrouble,
	},
	{
		id: 'matrix-again',
		keys: ['r'],
		title: 'Ask all of it again',
		hint: 'again',
		scope: 'matrix',
		disabled: explorer => (running(explorer) ? 'it is still under way: esc cancels it' : undefined),
		run: explorer => {
			const overlay = current(explorer);
			explorer.send({type: 'close'});
			overlay?.again();
		},
	},
	{id: 'matrix-copy', keys: ['y'], title: 'Copy table, answer or command', hint: 'copy', scope: 'matrix', run: copy},
	{id: 'matrix-left', keys: ['h', 'left'], title: 'Left', scope: 'matrix', run: move(0, -1)},
	{id: 'matrix-down', keys: ['j', 'down'], title: 'Down', scope: 'matrix', run: move(1, 0)},
	{id: 'matrix-up', keys: ['k', 'up'], title: 'Up', scope: 'matrix', run: move(-1, 0)},
	{id: 'matrix-right', keys: ['l', 'right'], title: 'Right', scope: 'matrix', run: move(0, 1)},
	{
		id: 'matrix-page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f'],
		title: 'Ten rows down',
		scope: 'matrix',
		run: move(10, 0),
	},
	{
		id: 'matrix-page-up',
		keys: ['pageup', 'ctrl-u', 'ctrl-b'],
		title: 'Ten rows up',
		scope: 'matrix',
		run: move(-10, 0),
	},
	{
		id: 'matrix-cancel',
		keys: ['esc'],
		title: 'Cancel what is not asked yet',
		hint: 'cancel',
		scope: 'matrix',
		applies: running,
		run: explorer => explorer.tasks.get(current(explorer)?.id ?? '')?.abort(),
	},
	{
		id: 'matrix-close',
		keys: ['esc', 'q'],
		title: 'Close',
		hint: 'close',
		scope: 'matrix',
		run: explorer => {
			explorer.tasks.get(current(explorer)?.id ?? '')?.abort();
			explorer.send({type: 'close'});
		},
	},
];
