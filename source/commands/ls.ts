import type {Snapshot} from '../core/model/snapshot.js';
import {allViews} from '../core/views/all.js';
import {parseFilter} from '../core/views/filter.js';
import {sortRows} from '../core/views/sort.js';
import type {View} from '../core/views/view.js';
import {UserError} from '../errors.js';
import type {Command, CommandContext} from './command.js';
import {readLists, readPicture} from './picture.js';
import {tableText} from './text-table.js';

function show<Row>(view: View<Row>, snapshot: Snapshot, context: CommandContext): void {
	const {flags, print} = context;
	const filter = parseFilter(String(flags.filter ?? ''), view);
	if (filter.problem) throw new UserError(`--filter: ${filter.problem}`);
	const column = String(flags.sort ?? view.defaultSort.column);
	const sorted = view.columns.find(({id}) => id === column);
	if (!sorted)
		throw new UserError(
			`--sort ${column}: there is no such column; give one of ${view.columns.map(({id}) => id).join(', ')}`,
		);
	const rows = sortRows(
		view.rows(snapshot).filter(row => filter.test(row)),
		view,
		{column, descending: sorted.descending ?? false},
	);
	print(flags.json ? JSON.stringify(rows.map(view.json), null, '\t') : tableText(view.columns, rows, context));
}

/** A list is one look, and rates need two. */
function still<Row>(view: View<Row>): View<Row> {
	return {...view, columns: view.columns.filter(({live}) => !live)};
}

export const ls: Command = {
	name: 'ls',
	summary: 'List networks or containers',
	usage: '[networks|containers]',
	changesEngine: false,
	flags: {
		filter: {type: 'string', value: 'TEXT', summary: 'As in the explorer: driver:overlay label:x !name re:…'},
		sort: {type: 'string', value: 'COLUMN', summary: 'Column to sort by'},
	},
	async run(context) {
		const [noun = 'networks', surplus] = context.arguments;
		const view = allViews.find(candidate => candidate.noun === noun);
		const nouns = allViews.map(candidate => candidate.noun);
		if (!view || surplus !== undefined) throw new UserError(`ls ${surplus ?? noun}: give one of ${nouns.join(', ')}`);
		const {json, filter} = context.flags;
		// The table of networks needs no container's details.
		const listed = noun === 'networks' && !json && filter === undefined;
		const snapshot = await (listed ? readLists : readPicture)(context);
		show<never>(still(view as unknown as View<never>), snapshot, context);
		return 0;
	},
};
