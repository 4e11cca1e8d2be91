/** Works through all items, at most `limit` at a time; results in order. After a failure nothing more is begun. */
export async function inParallel<Item, Result>(
	items: readonly Item[],
	limit: number,
	work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = new Array(items.length);
	const queue = items.entries();
	let failed = false;

	async function worker(): Promise<void> {
		for (const [index, item] of queue) {
			if (failed) return;
			try {
				results[index] = await work(item);
			} catch (error) {
				failed = true;
				throw error;
			}
		}
	}

	await Promise.all(Array.from({length: Math.min(limit, items.length)}, worker));
	return results;
}
