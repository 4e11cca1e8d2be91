import {width as widthOf} from './width.js';

/** What a line begins with and its next lines do not repeat: blanks, and a label that two blanks follow. */
const gutter = /^ *(?:\S.{0,24}? {2,})?/;

/** A line as several, broken at blanks; the later ones begin below the text of the first. A command is left whole, to be copied. */
export function wrap(line: string, width: number): readonly string[] {
	if (widthOf(line) <= width || line.trimStart().startsWith('$ ')) return [line];
	const [before] = gutter.exec(line) as unknown as [string];
	const indent = ' '.repeat(widthOf(before));
	const lines: string[] = [];
	let current = before;
	let isEmpty = true;
	for (const word of line.slice(before.length).split(' ')) {
		if (!isEmpty && widthOf(current) + 1 + widthOf(word) > width) {
			lines.push(current.trimEnd());
			[current, isEmpty] = [indent, true];
		}

		current += isEmpty ? word : ` ${word}`;
		isEmpty = false;
	}

	return [...lines, current.trimEnd()];
}
