import type {Binding} from './binding.js';
import {inspectorExtent, matchesOf} from './components/inspector.js';
import type {Explorer} from './explorer.js';
import {scrolledTop} from './scroll.js';

const scroll = (by: (explorer: Explorer) => number) => (explorer: Explorer) =>
	explorer.send({
		type: 'inspector',
		change: {top: scrolledTop(explorer.state.inspector.top, by(explorer), inspectorExtent(explorer))},
	});
const height = ({screen}: Explorer) => Math.max(1, (screen.inspector?.height ?? 2) - 2);

/** Goes to the next line that holds what is searched for, round and round. */
function nextMatch(explorer: Explorer, direction: 1 | -1): void {
	const matches = matchesOf(explorer);
	const {top, search} = explorer.state.inspector;
	const ahead = direction === 1 ? matches.find(line => line > top) : matches.findLast(line => line < top);
	const found = ahead ?? (direction === 1 ? matches[0] : matches.at(-1));
	if (found === undefined) explorer.say(`“${search}” is not in here`, 'warn');
	else explorer.send({type: 'inspector', change: {top: found}});
}

const searching = ({state}: Explorer) => state.inspector.search !== '';

export const inspectorBindings: readonly Binding[] = [
	{id: 'scroll-down', keys: ['j', 'down'], title: 'Scroll down', scope: 'inspector', plain: true, run: scroll(() => 1)},
	{id: 'scroll-up', keys: ['k', 'up'], title: 'Scroll up', scope: 'inspector', plain: true, run: scroll(() => -1)},
	{
		id: 'scroll-half-down',
		keys: ['ctrl-d'],
		title: 'Half a page down',
		scope: 'inspector',
		plain: true,
		run: scroll(x => Math.ceil(height(x) / 2)),
	},
	{
		id: 'scroll-half-up',
		keys: ['ctrl-u'],
		title: 'Half a page up',
		scope: 'inspector',
		plain: true,
		run: scroll(x => -Math.ceil(height(x) / 2)),
	},
	{
		id: 'scroll-page-down',
		keys: ['pagedown', 'ctrl-f'],
		title: 'Page down',
		scope: 'inspector',
		plain: true,
		run: scroll(height),
	},
	{
		id: 'scroll-page-up',
		keys: ['pageup', 'ctrl-b'],
		title: 'Page up',
		scope: 'inspector',
		plain: true,
		run: scroll(x => -height(x)),
	},
	{
		id: 'scroll-top',
		keys: ['g', 'home'],
		title: 'Top',
		scope: 'inspector',
		plain: true,
		run: scroll(() => Number.NEGATIVE_INFINITY),
	},
	{
		id: 'scroll-end',
		keys: ['G', 'end'],
		title: 'End',
		scope: 'inspector',
		plain: true,
		run: scroll(() => Number.POSITIVE_INFINITY),
	},
	{
		id: 'search',
		keys: ['/'],
		title: 'Search in here',
		hint: 'search',
		scope: 'inspector',
		run({send, state: {inspector}}) {
			send({type: 'open', overlay: {kind: 'search', before: inspector.search, top: inspector.top}});
		},
	},
	{
		id: 'next-match',
		keys: ['n'],
		title: 'Next match',
		hint: 'next match',
		scope: 'inspector',
		plain: true,
		applies: searching,
		run: x => nextMatch(x, 1),
	},
	{
		id: 'previous-match',
		keys: ['N'],
		title: 'Previous match',
		scope: 'inspector',
		plain: true,
		applies: searching,
		run: x => nextMatch(x, -1),
	},
	{
		id: 'sections',
		keys: ['v'],
		title: 'Raw JSON of the engine, or sections',
		hint: 'raw JSON',
		scope: 'inspector',
		run: ({send, state}) => send({type: 'inspector', change: {raw: !state.inspector.raw, top: 0}}),
	},
	{
		id: 'zoom',
		keys: ['enter'],
		title: 'Fill the screen, or not',
		hint: 'zoom',
		scope: 'inspector',
		run: ({send, state}) => send({type: 'inspector', change: {zoomed: !state.inspector.zoomed}}),
	},
	{
		id: 'back',
		keys: ['esc'],
		title: 'Back to the list',
		hint: 'back',
		scope: 'inspector',
		plain: true,
		run: ({send, state}) =>
			state.inspector.search
				? send({type: 'inspector', change: {search: ''}})
				: send({type: 'focus', focus: 'list'}, {type: 'inspector', change: {zoomed: false}}),
	},
	{
		id: 'to-list',
		keys: ['tab', 'shift-tab'],
		title: 'Go to the list',
		scope: 'inspector',
		plain: true,
		run: ({send}) => send({type: 'focus', focus: 'list'}, {type: 'inspector', change: {zoomed: false}}),
	},
];
