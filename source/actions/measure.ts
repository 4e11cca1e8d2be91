import type {Container} from '../core/model/container.js';
import {keyOf} from '../core/model/reference.js';
import type {Snapshot} from '../core/model/snapshot.js';
import {isPodman} from '../core/names/names-of-network.js';
import {containersOf} from '../core/plan/of-host.js';
import type {InputOf, Probed, ProbeKind} from '../core/probes/probed.js';
import {endsOf} from '../core/rules/ends-of-ping.js';
import {isUnanswered, noSuchName} from '../core/rules/name-servers.js';
import {reduce} from '../store/reduce.js';
import {counted} from './counted.js';
import type {Examination} from './examine.js';
import {observeFirewall} from './observe-firewall.js';
import {observePlace} from './observe-place.js';
import {dns, type PathProbe, ping, pings, sockets, tcp} from './path-probe.js';
import {pathProbes} from './path-probes.js';
import {type ProbeRun, runProbe} from './run-probe.js';
import {type Asker, askerOf, hostAsker} from './vantages.js';
import {within} from './within.js';
import {withoutTheOdd} from './without-the-odd.js';

const mostPlaces = 60;
const mostPaths = 150;
/**
 * Milliseconds: some times what it takes on an idle machine, as a host in trouble is a busy one. Grows with what there is to look at,
 * since a helper container may have to be made for each.
 */
const longest = {
	places: (count: number) => 10_000 + 1500 * count,
	paths: (count: number) => 15_000 + 600 * count,
	again: 20_000,
};
const mostAgain = 8;
/** Seconds: that nobody has an address is known after three. */
const patience = 4;

/** With sockets and routes of running containers and of the host: those with ports first. */
export async function observePlaces(snapshot: Snapshot, examination: Examination): Promise<Snapshot> {
	const {engine, signal, onProgress, onLeftOut} = examination;
	const own = containersOf(snapshot, engine.host).filter(
		({state, sharesNetworkOf, networkMode}) => state === 'running' && !sharesNetworkOf && networkMode !== 'host',
	);
	const sorted = [...own.filter(({ports}) => ports.length > 0), ...own.filter(({ports}) => ports.length === 0)];
	const chosen = sorted.slice(0, mostPlaces);
	const count = counted(done => onProgress?.(`reading sockets and routes of ${done} of ${chosen.length} containers`));
	const longestMs = longest.places(chosen.length);
	const inTime = within(signal, longestMs);
	const run = {...examination, onProgress: undefined, inTime};
	const host = hostAsker(engine.host);
	const kinds = ['listeners', 'routes'] as const;
	const [firewall, ofHost, ...ofContainers] = await Promise.all([
		observeFirewall(snapshot, examination),
		observePlace(kinds, keyOf({host: engine.host, id: engine.host}), {...run, asker: host}),
		...chosen.map(container => count(observePlace(kinds, keyOf(container), {...run, asker: askerOf(container)}))),
	]);
	const missing = own.length - ofContainers.filter(changes => changes.length === kinds.length).length;
	if (missing > 0) {
		const what = `sockets or routes of ${missing} of ${own.length} running containers were not read`;
		const why = whyMissing(own.length, `${mostPlaces} containers`, mostPlaces, inTime, longestMs);
		onLeftOut?.({id: 'listeners', reason: `${what}: ${why}`});
	}

	return [...firewall!, ...ofHost!, ...ofContainers.flat()].reduce(reduce, snapshot);
}

/** Which bound it was, or that it was none. */
function whyMissing(wanted: number, atMost: string, most: number, {aborted}: AbortSignal, longestMs: number): string {
	const bounds = [
		...(wanted > most ? [`at most ${atMost}`] : []),
		...(aborted ? [`within ${longestMs / 1000} s`] : []),
	];
	return bounds.join(', ') || 'nothing could run there, or they ended meanwhile';
}

/** With probes between containers that should reach each other. */
export async function measurePaths(snapshot: Snapshot, examination: Examination): Promise<Snapshot> {
	const {engine, signal, onProgress, onLeftOut} = examination;
	const wanted = pathProbes(snapshot, engine.host);
	const chosen = wanted.slice(0, mostPaths);
	const count = counted(done => onProgress?.(`probing ${done} of ${chosen.length} paths`));
	const longestMs = longest.paths(chosen.length);
	const inTime = within(signal, longestMs);
	const run = {...examination, signal: inTime, onProgress: undefined};
	const tried = await Promise.all(chosen.map(each => count(tryPath(each, signal, run))));
	const done = tried.filter(probed => probed !== undefined);
	const missing = wanted.length - done.length;
	if (missing > 0) {
		const what = `${missing} of ${wanted.length} paths were not tried`;
		const why = whyMissing(wanted.length, `${mostPaths}`, mostPaths, inTime, longestMs);
		onLeftOut?.({id: 'paths', reason: `${what}: ${why}`});
	}

	const again = await askOthers(done, snapshot, examination);
	return [...done, ...again].reduce((known, probed) => reduce(known, {type: 'probe', probed}), snapshot);
}

/** Undefined where it could not be tried, or its time was up. */
function tryPath(
	{asker, kind, input, timeoutMs}: PathProbe,
	signal: AbortSignal,
	run: Omit<ProbeRun, 'asker'>,
): Promise<Probed | undefined> {
	const patience = timeoutMs === undefined ? {} : {timeoutMs};
	return withoutTheOdd<Probed>(signal, () =>
		runProbe(kind, input as Omit<InputOf<ProbeKind>, 'from'>, {...run, ...patience, asker}),
	);
}

/**
 * What tells whose fault a failure is, and how grave: the host, whose packets pass no forwarding rule, asks for what a container
 * did not get to, and for the name of which it heard nothing; where it was refused, the target asks itself; where packets were
 * lost, more are sent, from the host too. What waits at ports of Podman's host after they were tried was not led to a container.
 */
async function askOthers(
	done: readonly Probed[],
	snapshot: Snapshot,
	examination: Examination,
): Promise<readonly Probed[]> {
	const {engine, signal, onProgress} = examination;
	const host = hostAsker(engine.host);
	const failed = done.filter(({place}) => place.kind === 'container');
	const closed = failed.flatMap(({kind, result}): readonly (readonly PathProbe[])[] => {
		if (kind !== 'tcp' || !result?.address || !result.port) return [];
		const {address, port} = result;
		const byHost = tcp(host, address, port, patience);
		if (result.result === 'timeout' || result.result === 'unreachable') return [[byHost]];
		const holder = result.result === 'refused' ? holderOf(address, snapshot) : undefined;
		return holder ? [[byHost, tcp(askerOf(holder), '127.0.0.1', port)]] : [];
	});
	const lossy = failed.flatMap(probe => moreOf(probe, host, snapshot)).toSorted(byCount);
	const isDeaf = failed.some(probe => probe.kind === 'dns' && probe.target === noSuchName && isUnanswered(probe));
	const accepted = done.some(
		({kind, place, result}) => kind === 'tcp' && place.kind === 'host' && result?.result === 'ok',
	);
	const wanted = [
		...(accepted && isPodman(engine.host, snapshot) ? [sockets(host)] : []),
		...closed.slice(0, mostAgain).flat(),
		...lossy.slice(0, mostAgain).flat(),
		...(isDeaf ? [dns(host, noSuchName)] : []),
	];
	const keys = wanted.map(({asker, input}) => `${asker.name} ${input.target}`);
	const distinct = wanted.filter((_, at) => keys.indexOf(keys[at]!) === at);
	const run = {...examination, signal: within(signal, longest.again), onProgress: undefined};
	const tell = (done: number) =>
		onProgress?.(`asking again, for whose fault it is: ${done} of ${distinct.length} probes`);
	const count = counted(distinct.length > 0 ? tell : undefined);
	const answers = await Promise.all(distinct.map(each => count(tryPath(each, signal, run))));
	return answers.filter(probed => probed !== undefined);
}

const byCount = ([one]: readonly PathProbe[], [other]: readonly PathProbe[]) =>
	(other?.input.count ?? 0) - (one?.input.count ?? 0);

/** As many as show a rate. */
const many = 25;

/**
 * Where some packets were lost, so many more that a rate shows, and the host asks both ends; where ping does not know how to
 * hurry, a few without.
 */
function moreOf(probe: Probed, host: Asker, snapshot: Snapshot): readonly (readonly PathProbe[])[] {
	if (probe.kind !== 'ping' || probe.place.kind !== 'container') return [];
	const {result, target} = probe;
	const container = snapshot.containers.get(keyOf({host: probe.host, id: probe.place.container}));
	if (!container) return [];
	if (result?.result === 'tool-missing') return [[ping(askerOf(container), target)]];
	if (result?.result !== 'loss') return [];
	const ends = endsOf(probe, snapshot);
	const addresses = [ends.asker, ends.target].flatMap(end => end?.endpoint.ipv4 ?? end?.endpoint.ipv6 ?? []);
	return [[pings(askerOf(container), target, many), ...addresses.map(address => pings(host, address, many))]];
}

function holderOf(address: string, {containers}: Snapshot): Container | undefined {
	return [...containers.values()].find(
		({state, endpoints}) =>
			state === 'running' && endpoints.some(({ipv4, ipv6}) => ipv4 === address || ipv6 === address),
	);
}
