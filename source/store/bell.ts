/** A sleep that can be ended early. One sleeper at a time; a ring that nobody hears ends the next sleep at once. */
export type Bell = {
	readonly ring: () => void;
	/** Resolves after `ms` (undefined: not by itself), when rung, or when the signal aborts. */
	readonly sleep: (ms: number | undefined, signal: AbortSignal) => Promise<void>;
};

export function createBell(): Bell {
	let rung = false;
	let wake: (() => void) | undefined;
	return {
		ring() {
			if (wake) wake();
			else rung = true;
		},
		sleep: (ms, signal) =>
			new Promise(resolve => {
				const timer = ms === undefined ? undefined : setTimeout(end, ms);
				function end() {
					clearTimeout(timer);
					signal.removeEventListener('abort', end);
					rung = false;
					wake = undefined;
					resolve();
				}
				signal.addEventListener('abort', end);
				wake = end;
				if (rung || signal.aborted) end();
			}),
	};
}
