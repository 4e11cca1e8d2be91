/** Counts what is under way, so that one can wait until nothing is. */
export type Activity = {
	/** Returns how to end what began; ending twice counts once. */
	readonly begin: () => () => void;
	readonly idle: () => Promise<void>;
};

export function createActivity(): Activity {
	const running = new Set<symbol>();
	let waiting: (() => void)[] = [];
	return {
		begin() {
			const work = Symbol();
			running.add(work);
			return () => {
				running.delete(work);
				if (running.size > 0) return;
				for (const resolve of waiting) resolve();
				waiting = [];
			};
		},
		idle: () =>
			new Promise(resolve => {
				if (running.size === 0) resolve();
				else waiting.push(resolve);
			}),
	};
}
