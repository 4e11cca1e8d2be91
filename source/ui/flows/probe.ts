import {messageOf} from '../../actions/message-of.js';
import {canRepeat, repeatProbe} from '../../actions/repeat-probe.js';
import {runProbe} from '../../actions/run-probe.js';
import type {Container} from '../../core/model/container.js';
import {neighboursOf} from '../../core/names/targets.js';
import type {InputOf, ProbeKind} from '../../core/probes/probed.js';
import type {Explorer} from '../explorer.js';
import {type Choice, topOverlay} from '../state.js';
import {choose} from './choose.js';
import type {Enquiry} from './probe-enquiries.js';
import {follow, latestAsker} from './probe-run.js';
import {withVantage} from './vantage.js';

const pingCount = 5;
const mostDetailed = 50;

/** Asks where from and where to, then probes, live. */
export function probe(explorer: Explorer, enquiry: Enquiry): void {
	withVantage(explorer, enquiry.purpose, container => {
		if (enquiry.target) askTarget(explorer, enquiry, container);
		else start(explorer, enquiry, container, '');
	});
}

function askTarget(explorer: Explorer, enquiry: Enquiry, container: Container, text = ''): void {
	const {title, free} = enquiry.target!;
	const accept = (target: string) => start(explorer, enquiry, container, target);
	choose(explorer, title(container.name), choicesFor(explorer, enquiry, container), accept, {free, text});
	void learnAliases(explorer, enquiry, container, accept);
}

/** What was asked last comes first: Enter asks it again. */
function choicesFor({state, source}: Explorer, {id, target}: Enquiry, container: Container): readonly Choice[] {
	const last = state.lastTargets[id];
	const offered = target!.offered(container, source.store.get());
	const choices = offered.map(({value, note}) => ({value, label: value, note}));
	if (last === undefined) return choices;
	const again = choices.find(({value}) => value === last)?.note;
	const first = {value: last, label: last, note: again ? `last time; ${again}` : 'last time'};
	return [first, ...choices.filter(({value}) => value !== last)];
}

/** Lists do not carry aliases: they are read while the question stands, and join the choices. */
async function learnAliases(
	explorer: Explorer,
	enquiry: Enquiry,
	container: Container,
	accept: (target: string) => void,
): Promise<void> {
	const {engine, store} = explorer.source;
	const unknown = neighboursOf(container, store.get()).filter(({detailed}) => !detailed);
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
	const choices = choicesFor(explorer, enquiry, container);
	// The cursor stays on what it was on; among matches of a text, the best stays the first.
	const index = overlay.text
		? overlay.index
		: Math.max(
				0,
				choices.findIndex(choice => choice.value === value),
			);
	explorer.send({type: 'overlay', overlay: {...overlay, choices, index}});
}

function start(explorer: Explorer, enquiry: Enquiry, container: Container, target: string): void {
	const kind = enquiry.kind(target);
	const wrong = (problem: string) => {
		if (enquiry.target) askTarget(explorer, enquiry, container, target);
		explorer.say(problem, 'warn');
	};
	if (enquiry.target) explorer.send({type: 'probed', enquiry: enquiry.id, target});
	void run(explorer, {kind, container, target, repeated: false, wrong});
}

type Asked = {
	readonly kind: ProbeKind;
	readonly container: Container;
	readonly target: string;
	readonly repeated: boolean;
	readonly wrong: (problem: string) => void;
};

export function run(explorer: Explorer, asked: Asked): Promise<void> {
	const {kind, container, target, repeated, wrong} = asked;
	const anew = (change: Partial<Asked>) => () => void run(explorer, {...asked, ...change});
	const input = (kind === 'ping' ? {target, count: repeated ? 1 : pingCount} : {target}) as InputOf<ProbeKind>;
	return follow(explorer, {
		again: anew({}),
		repeat: canRepeat(kind) ? anew({repeated: true}) : undefined,
		wrong,
		begin: options =>
			repeated
				? repeatProbe(kind, input, {...options, asker: () => latestAsker(explorer, container)})
				: runProbe(kind, input, {...options, asker: latestAsker(explorer, container)}),
	});
}
