import {messageOf} from '../../actions/message-of.js';
import type {Asker} from '../../actions/vantages.js';
import type {Container} from '../../core/model/container.js';
import type {HostId} from '../../core/model/reference.js';
import type {Snapshot} from '../../core/model/snapshot.js';
import {neighboursOf, type Target} from '../../core/names/targets.js';
import type {Explorer} from '../explorer.js';
import type {Choice} from '../overlay.js';
import {topOverlay} from '../state.js';
import {choose} from './choose.js';

const mostDetailed = 50;

/** A question for something to reach. */
export type Asking = {
	/** What was answered last is remembered by it. */
	readonly id: string;
	readonly title: (from: string) => string;
	/** What may be typed. */
	readonly free: string;
	readonly offered: (container: Container, snapshot: Snapshot) => readonly Target[];
	/** From where no container is: the host, or outside. */
	readonly offeredElsewhere?: (host: HostId, snapshot: Snapshot) => readonly Target[];
	/** Why it is no target; it can be mended then. */
	readonly problem?: (target: string) => string | undefined;
};

/** Asks what to reach; `text`: what stands there already. */
export function askTarget(
	explorer: Explorer,
	asking: Asking,
	asker: Asker,
	use: (target: string) => void,
	text = '',
): void {
	const accept = (target: string) => {
		const problem = asking.problem?.(target);
		if (problem) {
			askTarget(explorer, asking, asker, use, target);
			explorer.say(problem, 'warn');
			return;
		}

		explorer.send({type: 'probed', enquiry: asking.id, target});
		use(target);
	};
	const {title, free} = asking;
	choose(explorer, title(asker.name), choicesFor(explorer, asking, asker), accept, {free, text});
	void learnAliases(explorer, asking, asker, accept);
}

/** What was asked last comes first: Enter asks it again. */
function choicesFor({state, source}: Explorer, asking: Asking, {container, place}: Asker): readonly Choice[] {
	const last = state.lastTargets[asking.id];
	const snapshot = source.store.get();
	const offered = container
		? asking.offered(container, snapshot)
		: (asking.offeredElsewhere?.(place.host, snapshot) ?? []);
	const choices = offered.map(({value, note}) => ({value, label: value, note}));
	if (last === undefined) return choices;
	const again = choices.find(({value}) => value === last)?.note;
	const first = {value: last, label: last, note: again ? `last time; ${again}` : 'last time'};
	return [first, ...choices.filter(({value}) => value !== last)];
}

/** Lists do not carry aliases: they are read while the question stands, and join the choices. */
async function learnAliases(
	explorer: Explorer,
	asking: Asking,
	asker: Asker,
	accept: (target: string) => void,
): Promise<void> {
	const {engine, store} = explorer.source;
	if (!asker.container) return;
	const unknown = neighboursOf(asker.container, store.get()).filter(({detailed}) => !detailed);
	if (unknown.length === 0) return;
	try {
		store.dispatch(
			await engine.detail(
				unknown.slice(0, mostDetailed).map(({id}) => id),
				AbortSignal.timeout(10_000),
			),
		);
	} catch (error) {
		// Any name can be typed without them.
		messageOf(error);
		return;
	}

	const overlay = topOverlay(explorer.state);
	if (overlay?.kind !== 'prompt' || overlay.accept !== accept) return;
	const {value} = overlay.choices[overlay.index] ?? {};
	const choices = choicesFor(explorer, asking, asker);
	// The cursor stays on what it was on; among matches of a text, the best stays the first.
	const index = overlay.text
		? overlay.index
		: Math.max(
				0,
				choices.findIndex(choice => choice.value === value),
			);
	explorer.send({type: 'overlay', overlay: {...overlay, choices, index}});
}
