import type {Explorer} from '../explorer.js';

/** Asks the engine again at once. */
export function retry(explorer: Explorer): void {
	explorer.source.feed.refresh();
	explorer.say(`asking ${explorer.source.engine.address} again`);
}

/** Leaves the engine that does not answer for the simulated one. */
export function startDemo(explorer: Explorer): void {
	void explorer.options.openDemo().then(source => explorer.follow(source));
}
