import {Box} from 'ink';
import TextInput from 'ink-text-input';
import {useReducer, useRef} from 'react';
import {safe} from '../../core/text/safe.js';
import {width as widthOf} from '../../core/text/width.js';
import type {Explorer} from '../explorer.js';

/** Lines that a text needs, its cursor included. */
export function fieldHeight(value: string, width: number): number {
	return Math.max(1, Math.ceil((widthOf(value) + 1) / width));
}

/** One line of text being typed. It hears every key, so it takes a change only while the key is text (see useKeys). */
export function TextField({
	explorer,
	value,
	width,
	onChange,
}: {
	readonly explorer: Explorer;
	readonly value: string;
	readonly width: number;
	readonly onChange: (value: string) => void;
}) {
	// The input moves its cursor as if every key were text and its own: when that is not so, a new one begins at the end.
	const [begun, beginAnew] = useReducer((count: number) => count + 1, 0);
	const own = useRef(value);
	const changedBy = useRef(0);
	if (own.current !== value) {
		own.current = value;
		changedBy.current += 1;
	}

	return (
		<Box width={width} height={fieldHeight(value, width)} flexShrink={0} overflow="hidden">
			<TextInput
				key={`${begun} ${changedBy.current}`}
				value={value}
				onChange={next => {
					if (!explorer.typing) {
						beginAnew();
						return;
					}

					own.current = safe(next);
					onChange(own.current);
				}}
			/>
		</Box>
	);
}
