import stringWidth from 'string-width';

/** Each of these is one cell: printable ASCII, our arrows, box drawing, blocks, and the like. */
const singleCells = /^[\x20-\x7e·–…•←-↓≤─-▟▲▼●○✓✗]*$/;

const remembered = new Map<string, number>();
const limit = 4096;

export function isSingleCells(text: string): boolean {
	return singleCells.test(text);
}

/** How many cells of a terminal a text takes. Made `safe()` before. */
export function width(text: string): number {
	if (singleCells.test(text)) return text.length;
	const known = remembered.get(text);
	if (known !== undefined) {
		// Asked for again: the last to be forgotten.
		remembered.delete(text);
		remembered.set(text, known);
		return known;
	}

	const measured = stringWidth(text);
	if (remembered.size >= limit) remembered.delete(remembered.keys().next().value!);
	remembered.set(text, measured);
	return measured;
}
