import process from 'node:process';

export type SignalEvents = {
	/** The program must end with this exit code. */
	exit(code: number): void;
	suspend(): void;
	/** Running again, after a stop that came from outside. */
	resumed(): void;
	crash(error: unknown): void;
};

const endings = [
	['SIGHUP', 129],
	['SIGINT', 130],
	['SIGTERM', 143],
] as const;

/** Returns how to undo it. */
export function handleSignals(events: SignalEvents): () => void {
	const undo: (() => void)[] = [];
	const on = (event: string, listener: (...values: never[]) => void) => {
		process.on(event, listener as () => void);
		undo.push(() => process.off(event, listener as () => void));
	};
	for (const [signal, code] of endings) on(signal, () => events.exit(code));
	on('SIGTSTP', events.suspend);
	on('SIGCONT', events.resumed);
	on('uncaughtException', events.crash);
	on('unhandledRejection', events.crash);
	return () => {
		for (const step of undo) step();
	};
}

/**
 * Stops the whole group (npm, sudo and the like are in it), as the terminal's own Ctrl-Z would; `resumed` is called when it
 * runs again. Where nobody could ever continue it (no job control) the kernel does not stop it, and it goes on at once.
 */
export function stopGroup(resumed: () => void): void {
	const ours = process.listeners('SIGTSTP');
	for (const listener of ours) process.off('SIGTSTP', listener);
	let over = false;
	const proceed = () => {
		if (over) return;
		over = true;
		clearTimeout(timer);
		process.off('SIGCONT', proceed);
		for (const listener of ours) process.on('SIGTSTP', listener);
		resumed();
	};
	const timer = setTimeout(proceed, 100);
	process.on('SIGCONT', proceed);
	process.kill(0, 'SIGTSTP');
}
