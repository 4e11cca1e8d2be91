export type Queue<Item> = {
	readonly push: (item: Item) => void;
	/** Ends the queue, after what is in it; the first reason counts. */
	readonly fail: (error: Error) => void;
	/** For one reader. Throws the reason of `fail`. */
	readonly items: () => AsyncGenerator<Item, never>;
};

/** From callbacks to an iteration. */
export function createQueue<Item>(): Queue<Item> {
	const waiting: Item[] = [];
	let failure: Error | undefined;
	let wake = () => {};

	return {
		push(item) {
			waiting.push(item);
			wake();
		},
		fail(error) {
			failure ??= error;
			wake();
		},
		async *items() {
			for (;;) {
				const item = waiting.shift();
				if (item !== undefined) yield item;
				else if (failure) throw failure;
				else {
					await new Promise<void>(resolve => {
						wake = resolve;
					});
				}
			}
		},
	};
}
