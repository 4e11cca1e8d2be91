import type {Explorer} from '../explorer.js';
import {bindings} from '../keymap.js';
import {choose} from './choose.js';

/** Everything that can be done here, by name. */
export function openPalette(explorer: Explorer): void {
	const usable = bindings(explorer).filter(({plain, applies}) => !plain && (applies?.(explorer) ?? true));
	choose(
		explorer,
		'Command',
		usable.map(binding => ({
			value: binding.id,
			label: binding.title,
			note: binding.keys[0],
			disabled: binding.disabled?.(explorer),
		})),
		id => usable.find(binding => binding.id === id)?.run(explorer),
		{always: true},
	);
}
