import type {Explorer} from '../explorer.js';
import type {Choice} from '../overlay.js';

/** Asks for one of several; a single one is taken at once, none is said. */
export function choose(
	explorer: Explorer,
	title: string,
	choices: readonly Choice[],
	accept: (value: string) => void,
	options: {
		readonly free?: string;
		readonly none?: string;
		readonly always?: boolean;
		/** What stands there already. */
		readonly text?: string;
		readonly cancel?: () => void;
	} = {},
): void {
	const only = choices[0];
	if (!options.free && !options.always && choices.length === 1 && only && !only.disabled) {
		accept(only.value);
		return;
	}

	if (!options.free && choices.length === 0) {
		explorer.say(options.none ?? 'there is nothing to choose from', 'warn');
		return;
	}

	explorer.send({
		type: 'open',
		overlay: {
			kind: 'prompt',
			title,
			text: options.text ?? '',
			choices,
			index: 0,
			free: options.free,
			accept,
			cancel: options.cancel,
		},
	});
}
