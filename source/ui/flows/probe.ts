import {canRepeat, repeatProbe} from '../../actions/repeat-probe.js';
import {runProbe} from '../../actions/run-probe.js';
import type {Container} from '../../core/model/container.js';
import type {InputOf, ProbeKind} from '../../core/probes/probed.js';
import type {Explorer} from '../explorer.js';
import type {Enquiry} from './probe-enquiries.js';
import {follow, latestAsker} from './probe-run.js';
import {askTarget} from './target.js';
import {withVantage} from './vantage.js';

const pingCount = 5;

/** Asks where from and where to, then probes, live. */
export function probe(explorer: Explorer, enquiry: Enquiry): void {
	withVantage(explorer, enquiry.purpose, container => {
		if (enquiry.target) askFor(explorer, enquiry, container);
		else start(explorer, enquiry, container, '');
	});
}

function askFor(explorer: Explorer, enquiry: Enquiry, container: Container, text = ''): void {
	const use = (target: string) => start(explorer, enquiry, container, target);
	askTarget(explorer, {id: enquiry.id, ...enquiry.target!}, latestAsker(explorer, container), use, text);
}

function start(explorer: Explorer, enquiry: Enquiry, container: Container, target: string): void {
	const kind = enquiry.kind(target);
	const wrong = (problem: string) => {
		if (enquiry.target) askFor(explorer, enquiry, container, target);
		explorer.say(problem, 'warn');
	};
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
