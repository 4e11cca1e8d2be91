import {describe, expect, test} from 'vitest';
import type {Binding} from '../../source/ui/binding.js';
import {allTables} from '../../source/ui/keymap.js';
import {panes} from '../../source/ui/panes/all.js';
import {sortBindings} from '../../source/ui/sorting.js';

/** Keys that two bindings of one table both claim without a condition. */
function collisions(bindings: readonly Binding[]): readonly string[] {
	const claimed = bindings.filter(({applies}) => !applies).flatMap(({id, keys}) => keys.map(key => ({id, key})));
	return claimed
		.filter(({key}, index) => claimed.findIndex(other => other.key === key) !== index)
		.map(({id, key}) => `${key} (${id})`);
}

describe('the key table', () => {
	test.each(Object.entries(allTables))('%s: no key stands twice', (_, bindings) => {
		expect(collisions(bindings)).toEqual([]);
	});

	// Everything that is reachable from a list shares one keyboard.
	test.each(panes)('tab $id: actions, lists, sorting and the global keys do not hide each other', pane => {
		const {list, global} = allTables;
		expect(collisions([...pane.bindings, ...list, ...sortBindings(pane.view), ...global])).toEqual([]);
	});

	test('ids are unique', () => {
		const ids = Object.values(allTables).flatMap(bindings => bindings.map(({id}) => id));
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
	});

	test('what changes the engine says so', () => {
		const changing = Object.values(allTables)
			.flat()
			.filter(({changesEngine}) => changesEngine)
			.map(({id}) => id);
		expect(changing).toEqual(
			expect.arrayContaining([
				'create',
				'remove-network',
				'prune-networks',
				'connect-container',
				'undo',
				'shell-in-container',
			]),
		);
	});
});
