/** At most three of these words that somebody who typed `text` may have meant, the nearest first. */
export function nearest(words: readonly string[], text: string): readonly string[] {
	const wanted = text.toLowerCase();
	const most = Math.max(1, Math.floor(wanted.length / 3));
	return [...new Set(words)]
		.map(word => {
			const lower = word.toLowerCase();
			const part = wanted !== '' && (lower.includes(wanted) || (lower !== '' && wanted.includes(lower)));
			return {word, distance: part ? 1 : editDistance(lower, wanted)};
		})
		.filter(({distance}) => distance <= most)
		.sort((one, other) => one.distance - other.distance)
		.slice(0, 3)
		.map(({word}) => word);
}

/** `; near it: a, b`, for the end of a sentence that says what there is not; empty where nothing is near. */
export function nearText(words: readonly string[], text: string): string {
	const near = nearest(words, text);
	return near.length > 0 ? `; near it: ${near.join(', ')}` : '';
}

/** Letters to insert, remove or replace (Levenshtein). */
function editDistance(one: string, other: string): number {
	let row = Array.from({length: other.length + 1}, (_, index) => index);
	for (const [line, letter] of [...one].entries()) {
		const next = [line + 1];
		for (const [column, above] of row.slice(1).entries()) {
			const replaced = row[column]! + (letter === other[column] ? 0 : 1);
			next.push(Math.min(above + 1, next[column]! + 1, replaced));
		}

		row = next;
	}

	return row.at(-1)!;
}
