import {type Key as InkKey, useInput} from 'ink';
import {useCallback} from 'react';
import type {Explorer} from './explorer.js';
import {bindingFor, isForbidden, takesText} from './keymap.js';
import {seekChoice} from './overlays/form-keys.js';

const named: ReadonlyArray<readonly [keyof InkKey, string]> = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'delete'],
];

/** `j`, `G`, `ctrl-d`, `shift-tab`, `enter` …: the names that the key table uses. */
export function keyName(input: string, key: InkKey): string {
	const special = named.find(([flag]) => key[flag]);
	if (special) return special[1] === 'tab' && key.shift ? 'shift-tab' : special[1];
	if (input === ' ') return 'space';
	return key.ctrl ? `ctrl-${input}` : input;
}

/** The only key handler: the top overlay's table, then the pane's, then the global one. */
export function useKeys(explorer: Explorer): void {
	const handle = useCallback(
		(input: string, key: InkKey) => {
			const name = keyName(input, key);
			// The text field hears every key too: what is not text must not become text there.
			explorer.typing = takesText(explorer) && !key.ctrl && !key.meta;
			explorer.send({type: 'silence'});
			const binding = bindingFor(explorer, name);
			if (!binding) {
				if (isForbidden(explorer, name)) explorer.say('started with --read-only: nothing can be changed', 'warn');
				else if (name.length === 1) seekChoice(explorer, name);
				return;
			}

			const reason = binding.disabled?.(explorer);
			if (reason) explorer.send({type: 'say', tone: 'warn', text: reason});
			else binding.run(explorer);
		},
		[explorer],
	);
	useInput(handle);
}
