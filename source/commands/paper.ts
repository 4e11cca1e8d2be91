import {asAscii} from '../core/text/glyphs.js';
import {wrap} from '../core/text/wrap.js';
import type {CommandContext} from './command.js';

/** Lines for people: as wide as the terminal, or as they are where the output goes elsewhere. */
export function onPaper(lines: readonly string[], {columns, ascii}: Pick<CommandContext, 'columns' | 'ascii'>): string {
	const fitting = columns === undefined ? lines : lines.flatMap(line => wrap(line, columns));
	return (ascii ? fitting.map(asAscii) : fitting).join('\n');
}
