import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {containersOf} from '../core/plan/of-host.js';
import type {InputOf, Probed, ProbeKind} from '../core/probes/probed.js';
import {reduce} from '../store/reduce.js';
import type {Examination} from './examine.js';
import {observeFirewall} from './observe-firewall.js';
import {observePlace} from './observe-place.js';
import type {PathProbe} from './path-probe.js';
import {pathProbes} from './path-probes.js';
import {runProbe} from './run-probe.js';
import {askerOf, hostAsker} from './vantages.js';
import {within} from './within.js';
import {withoutTheOdd} from './without-the-odd.js';

const mostPlaces = 60;
const mostPaths = 150;
/** Milliseconds: grows with what there is to look at, since a helper container may have to be made for each. */
const longest = {
	places: (count: number) => 6000 + 500 * count,
	paths: (count: number) => 6000 + 300 * count,
	again: 8000,
};
const mostAgain = 8;

/** With sockets and routes of running containers and of the host: those with ports first. */
export async function observePlaces(snapshot: Snapshot, examination: Examination): Promise<Snapshot> {
	const {engine, signal, onProgress, onLeftOut} = examination;
	const own = containersOf(snapshot, engine.host).filter(
		({state, sharesNetworkOf, networkMode}) => state === 'running' && !sharesNetworkOf && networkMode !== 'host',
	);
	const sorted = [...own.filter(({ports}) => ports.length > 0), ...own.filter(({ports}) => ports.length === 0)];
	const chosen = sorted.slice(0, mostPlaces);
	onProgress?.(`reading sockets and routes of ${chosen.length} containers`);
	const longestMs = longest.places(chosen.length);
	const inTime = within(signal, longestMs);
	const run = {...examination, onProgress: undefined, inTime};
	const host = hostAsker(engine.host);
	const [firewall, ofHost, ...ofContainers] = await Promise.all([
		observeFirewall(snapshot, examination),
		observePlace(['listeners', 'routes'], keyOf({host: engine.host, id: engine.host}), {...run, asker: host}),
		...chosen.map(container =>
			observePlace(['listeners', 'routes'], keyOf(container), {...run, asker: askerOf(container)}),
		),
	]);
	const missing = own.length - ofContainers.filter(changes => changes.length > 0).length;
	if (missing > 0) {
		const reason = `sockets and routes of ${missing} of ${own.length} running containers were not read: at most ${mostPlaces} containers, within ${longestMs / 1000} s`;
		onLeftOut?.({id: 'listeners', reason});
	}

	return [...firewall!, ...ofHost!, ...ofContainers.flat()].reduce(reduce, snapshot);
}

/** With probes between containers that should reach each other. */
export async function measurePaths(snapshot: Snapshot, examination: Examination): Promise<Snapshot> {
	const {engine, signal, onProgress, onLeftOut} = examination;
	const wanted = pathProbes(snapshot, engine.host);
	const chosen = wanted.slice(0, mostPaths);
	onProgress?.(`trying ${chosen.length} paths`);
	const longestMs = longest.paths(chosen.length);
	const inTime = within(signal, longestMs);
	const run = {...examination, signal: inTime, onProgress: undefined};
	const ask = ({asker, kind, input}: PathProbe) =>
		withoutTheOdd(signal, () => runProbe(kind, input as Omit<InputOf<ProbeKind>, 'from'>, {...run, asker}));
	const done: readonly Probed[] = (await Promise.all(chosen.map(ask))).filter(probed => probed !== undefined);
	const missing = wanted.length - done.length;
	if (missing > 0) {
		const reason = `${missing} of ${wanted.length} paths were not tried: at most ${mostPaths}, within ${longestMs / 1000} s`;
		onLeftOut?.({id: 'paths', reason});
	}

	const again = await askFromHost(done, examination);
	return [...done, ...again].reduce((known, probed) => reduce(known, {type: 'probe', probed}), snapshot);
}

/** What a container heard nothing from, asked by the host, whose packets pass no forwarding rule: that tells whose firewall it is. */
async function askFromHost(done: readonly Probed[], examination: Examination): Promise<readonly Probed[]> {
	const {engine, signal} = examination;
	const unheard = done.flatMap(({kind, target, result, place}) =>
		kind === 'tcp' && result?.result === 'timeout' && place.kind === 'container' ? [target] : [],
	);
	const asker = hostAsker(engine.host);
	const inTime = within(signal, longest.again);
	const run = {...examination, asker, signal: inTime, onProgress: undefined};
	const ask = (target: string) => withoutTheOdd(signal, () => runProbe('tcp', {target, timeoutSeconds: 2}, run));
	const answers = await Promise.all([...new Set(unheard)].slice(0, mostAgain).map(ask));
	return answers.filter(probed => probed !== undefined);
}
