import {runDns, runPing} from '../../actions/run-probe.js';
import type {Container} from '../../core/model/container.js';
import {targetsOf} from '../../core/names/targets.js';
import type {Probed} from '../../core/probes/probe.js';
import {asEngineError} from '../../engine/errors.js';
import type {Explorer} from '../explorer.js';
import {choose} from './choose.js';
import {withVantage} from './vantage.js';

type Kind = Probed['kind'];

const questions: Record<Kind, {purpose: string; title: (from: string) => string; free: string}> = {
	ping: {purpose: 'Ping', title: from => `Ping from ${from} to`, free: 'a name or an address'},
	dns: {purpose: 'Look up', title: from => `Look up, from ${from}, the name`, free: 'a name'},
};

const pingCount = 5;

/** Asks where from and where to, then probes, live. */
export function probe(explorer: Explorer, kind: Kind): void {
	const question = questions[kind];
	withVantage(explorer, question.purpose, container => {
		const targets = targetsOf(container, explorer.source.store.get());
		const names = kind === 'dns' ? targets.filter(({value}) => !/^[\d.]+$|:/.test(value)) : targets;
		choose(
			explorer,
			question.title(container.name),
			names.map(({value, note}) => ({value, label: value, note})),
			target => void run(explorer, kind, container, target),
			{free: question.free},
		);
	});
}

async function run(explorer: Explorer, kind: Kind, container: Container, target: string): Promise<void> {
	const {engine, store} = explorer.source;
	const abort = new AbortController();
	let shown: string | undefined;
	const onProgress = (probed: Probed) => {
		store.dispatch([{type: 'probe', probed}]);
		if (shown) return;
		shown = probed.id;
		explorer.tasks.set(probed.id, abort);
		const again = () => void run(explorer, kind, container, target);
		explorer.send({type: 'open', overlay: {kind: 'probe', id: probed.id, again}});
	};

	try {
		const question = {engine, container, target, signal: abort.signal, now: explorer.options.now, onProgress};
		onProgress(
			kind === 'ping' ? await runPing({...question, count: pingCount}) : await runDns({...question, name: target}),
		);
	} catch (error) {
		const {kind: why, message} = asEngineError(error);
		explorer.say(
			why === 'cancelled' ? 'cancelled' : `${questions[kind].purpose} failed: ${message}`,
			why === 'cancelled' ? 'plain' : 'bad',
		);
	} finally {
		if (shown) explorer.tasks.delete(shown);
	}
}
