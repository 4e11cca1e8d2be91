import {askerOf, runProbe} from '../../actions/run-probe.js';
import type {Container} from '../../core/model/container.js';
import {neighboursOf, targetsOf} from '../../core/names/targets.js';
import type {Probed} from '../../core/probes/probed.js';
import {asEngineError} from '../../engine/errors.js';
import {UserError} from '../../errors.js';
import type {Explorer} from '../explorer.js';
import {type Choice, topOverlay} from '../state.js';
import {choose} from './choose.js';
import {withVantage} from './vantage.js';

type Kind = 'ping' | 'dns';

const questions: Record<Kind, {purpose: string; title: (from: string) => string; free: string}> = {
	ping: {purpose: 'Ping', title: from => `Ping from ${from} to`, free: 'a name or an address'},
	dns: {purpose: 'Look up', title: from => `Look up, from ${from}, the name`, free: 'a name'},
};

const pingCount = 5;
const mostDetailed = 50;

/** Asks where from and where to, then probes, live. */
export function probe(explorer: Explorer, kind: Kind): void {
	const question = questions[kind];
	withVantage(explorer, question.purpose, container => {
		const accept = (target: string) => void run(explorer, kind, container, target);
		choose(explorer, question.title(container.name), choicesFor(explorer, kind, container), accept, {
			free: question.free,
		});
		void learnAliases(explorer, kind, container, accept);
	});
}

function choicesFor(explorer: Explorer, kind: Kind, container: Container): readonly Choice[] {
	const targets = targetsOf(container, explorer.source.store.get());
	const asked = kind === 'dns' ? targets.filter(({isAddress}) => !isAddress) : targets;
	return asked.map(({value, note}) => ({value, label: value, note}));
}

/** Lists do not carry aliases: they are read while the question stands, and join the choices. */
async function learnAliases(
	explorer: Explorer,
	kind: Kind,
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
		asEngineError(error);
		return;
	}

	const overlay = topOverlay(explorer.state);
	if (overlay?.kind === 'prompt' && overlay.accept === accept)
		explorer.send({type: 'overlay', overlay: {...overlay, choices: choicesFor(explorer, kind, container)}});
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
		const asked = {engine, asker: askerOf(container), signal: abort.signal, now: explorer.options.now, onProgress};
		onProgress(
			kind === 'ping'
				? await runProbe('ping', {target, count: pingCount}, asked)
				: await runProbe('dns', {target}, asked),
		);
	} catch (error) {
		const {kind: why, message} =
			error instanceof UserError ? {kind: 'usage', message: error.message} : asEngineError(error);
		explorer.say(
			why === 'cancelled' ? 'cancelled' : `${questions[kind].purpose} failed: ${message}`,
			why === 'cancelled' ? 'plain' : 'bad',
		);
	} finally {
		if (shown) explorer.tasks.delete(shown);
	}
}
