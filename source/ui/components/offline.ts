import type {Failure} from '../../core/model/failure.js';
import type {Theme} from '../theme.js';
import {wrapSpans} from './details.js';

/** Why there is nothing to see, and what to do: the whole body. */
export function offlineLines(
	{message, advice}: Failure,
	address: string,
	width: number,
	theme: Theme,
): readonly string[] {
	const paragraph = (text: string, tone: 'bad' | 'plain' | 'dim', indent: number) =>
		wrapSpans([{text: `${' '.repeat(indent)}${text}`, tone}], width - 2, indent).map(spans => theme.cell(spans, width));
	return [
		'',
		...paragraph(`No engine answers at ${address}`, 'plain', 2),
		'',
		...paragraph(message, 'bad', 2),
		'',
		...advice.flatMap(text => paragraph(`${theme.glyphs.bullet} ${text}`, 'plain', 4)),
		'',
		...paragraph('docknet keeps trying. r tries at once, d explores the embedded demo, q quits.', 'dim', 2),
	];
}
