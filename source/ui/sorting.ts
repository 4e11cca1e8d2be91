import type {Binding} from './binding.js';
import type {Explorer} from './explorer.js';
import type {AnyView} from './list.js';

function sortBy(explorer: Explorer, id: string): void {
	const column = explorer.pane.view.columns.find(candidate => candidate.id === id);
	if (!column) return;
	const {sort} = explorer.state.lists[explorer.state.pane];
	const descending = sort.column === id ? !sort.descending : (column.descending ?? false);
	explorer.send(
		{type: 'sort', column: id, descending},
		{type: 'say', tone: 'plain', text: `sorted by ${column.title.toLowerCase()}`},
	);
}

/** `shift-<letter>` of each column that has one. The same key again turns the order round. */
export function sortBindings(view: AnyView): readonly Binding[] {
	return view.columns
		.filter(({key}) => key !== undefined)
		.map(column => ({
			id: `sort-${column.id}`,
			keys: [column.key!.toUpperCase()],
			title: `Sort by ${column.title.toLowerCase()}`,
			scope: 'list',
			run: explorer => sortBy(explorer, column.id),
		}));
}

export function cycleSort(explorer: Explorer): void {
	const sortable = explorer.pane.view.columns.filter(({key}) => key !== undefined);
	const at = sortable.findIndex(({id}) => id === explorer.state.lists[explorer.state.pane].sort.column);
	const next = sortable[(at + 1) % sortable.length];
	if (next) sortBy(explorer, next.id);
}
