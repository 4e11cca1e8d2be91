import type {Asker} from '../../actions/vantages.js';
import {readPathTarget} from '../../core/explain/target.js';
import {portTargetsOf, publishedTargets, strangersOf, targetsOf} from '../../core/names/targets.js';
import type {Explorer} from '../explorer.js';
import {latestAsker} from './probe-run.js';
import {type Asking, askTarget} from './target.js';
import {withVantage} from './vantage.js';

/** Who asks, as it is at that moment: a container may have stopped since. */
export type From = () => Asker;

const asking: Asking = {
	id: 'explain',
	title: from => `Does ${from} reach`,
	free: 'NAME[:PORT][/udp] or an address',
	offered: (container, snapshot) => [
		...portTargetsOf(container, snapshot),
		...targetsOf(container, snapshot),
		...strangersOf(container, snapshot),
	],
	problem: target => {
		const read = readPathTarget(target);
		return typeof read === 'string' ? read : undefined;
	},
	offeredElsewhere: publishedTargets,
};

type Use = (from: From, target: string) => void;

/** Asks from which container and to where. */
export function withPath(explorer: Explorer, purpose: string, use: Use): void {
	withVantage(explorer, purpose, container => askPath(explorer, () => latestAsker(explorer, container), use));
}

/** Asks where to, from the engine's host or from the machine on which docknet runs. */
export function withPathFrom(explorer: Explorer, kind: 'host' | 'outside', use: Use): void {
	const asker: Asker = {place: {kind, host: explorer.source.engine.host}, name: kind};
	askPath(explorer, () => asker, use);
}

function askPath(explorer: Explorer, from: From, use: Use): void {
	askTarget(explorer, asking, from(), target => use(from, target));
}
