import type {Change} from '../core/model/change.js';
import type {Container, ContainerId} from '../core/model/container.js';
import {type HostId, type Key, keyOf} from '../core/model/reference.js';
import type {Sample} from '../core/model/sample.js';
import type {Snapshot} from '../core/model/snapshot.js';
import type {Probed} from '../core/probes/probed.js';
import {advance} from '../core/traffic/advance.js';
import type {Traffic} from '../core/traffic/traffic.js';
import {deepEqual} from './deep-equal.js';
import {mergeContainer} from './merge-container.js';

const maxEvents = 500;
const maxProbes = 200;

/** The snapshot after a change. What the change leaves as it was keeps its identity, up to the snapshot itself. */
export function reduce(snapshot: Snapshot, change: Change): Snapshot {
	switch (change.type) {
		case 'host':
			return replace(snapshot, {hosts: put(snapshot.hosts, change.host.id, change.host)});
		case 'connection':
			return replace(snapshot, {connections: put(snapshot.connections, change.host, change.connection)});
		case 'networks':
			return replace(snapshot, {networks: putAll(snapshot.networks, change.host, change.networks)});
		case 'network':
			return replace(snapshot, {networks: put(snapshot.networks, keyOf(change.network), change.network)});
		case 'network-gone':
			return replace(snapshot, {networks: remove(snapshot.networks, keyOf(change))});
		case 'containers':
			return withContainers(snapshot, putAll(snapshot.containers, change.host, change.containers, mergeContainer));
		case 'container': {
			const key = keyOf(change.container);
			const merged = mergeContainer(snapshot.containers.get(key), change.container);
			return withContainers(snapshot, put(snapshot.containers, key, merged));
		}
		case 'container-gone':
			return withContainers(snapshot, remove(snapshot.containers, keyOf(change)));
		case 'event':
			return {...snapshot, events: [...snapshot.events, change.event].slice(-maxEvents)};
		case 'samples':
			return replace(snapshot, {traffic: withSamples(snapshot, change.samples)});
		case 'swarm':
			return replace(snapshot, {swarms: put(snapshot.swarms, change.host, change.swarm)});
		case 'observed': {
			const known = snapshot.observations.get(change.key);
			return replace(snapshot, {
				observations: put(snapshot.observations, change.key, {...known, ...change.observation}),
			});
		}
		case 'diagnosed':
			return replace(snapshot, {diagnoses: put(snapshot.diagnoses, change.host, change.diagnosis)});
		case 'probe':
			return {...snapshot, probes: withProbe(snapshot.probes, change.probed)};
	}
}

function replace(snapshot: Snapshot, parts: Partial<Snapshot>): Snapshot {
	const keys = Object.keys(parts) as (keyof Snapshot)[];
	return keys.every(key => parts[key] === snapshot[key]) ? snapshot : {...snapshot, ...parts};
}

function put<K, Value>(map: ReadonlyMap<K, Value>, key: K, value: Value): ReadonlyMap<K, Value> {
	return deepEqual(map.get(key), value) ? map : new Map(map).set(key, value);
}

function remove<K, Value>(map: ReadonlyMap<K, Value>, key: K): ReadonlyMap<K, Value> {
	if (!map.has(key)) return map;
	const rest = new Map(map);
	rest.delete(key);
	return rest;
}

type Belonging = {readonly host: HostId; readonly id: string};

/** All objects of one host anew; those of other hosts stay. */
function putAll<Value extends Belonging>(
	map: ReadonlyMap<Key, Value>,
	host: HostId,
	values: readonly Value[],
	merge: (previous: Value | undefined, news: Value) => Value = keepEqual,
): ReadonlyMap<Key, Value> {
	const others = [...map].filter(([, value]) => value.host !== host);
	const merged = values.map(value => [keyOf(value), merge(map.get(keyOf(value)), value)] as const);
	const result = new Map([...others, ...merged]);
	const unchanged = result.size === map.size && merged.every(([key, value]) => map.get(key) === value);
	return unchanged ? map : result;
}

function keepEqual<Value>(previous: Value | undefined, news: Value): Value {
	return previous !== undefined && deepEqual(previous, news) ? previous : news;
}

/** Traffic follows its container: gone with it, and without rates while it does not run. */
function withContainers(snapshot: Snapshot, containers: Snapshot['containers']): Snapshot {
	if (containers === snapshot.containers) return snapshot;
	const running = runningIn(containers);
	const known = new Set([...containers.values()].map(container => container.id));
	const traffic = new Map<ContainerId, Traffic>();
	for (const [id, entry] of snapshot.traffic) {
		if (known.has(id)) traffic.set(id, running.has(id) ? entry : ended(entry));
	}
	const unchanged =
		traffic.size === snapshot.traffic.size && [...traffic].every(([id, entry]) => entry === snapshot.traffic.get(id));
	return replace(snapshot, {containers, traffic: unchanged ? snapshot.traffic : traffic});
}

/** Nothing flows any more; the next reading, after a start, fills the time between with gaps. */
function ended(traffic: Traffic): Traffic {
	if (!traffic.rates && traffic.interfaces.size === 0) return traffic;
	return {...traffic, rates: undefined, interfaces: new Map()};
}

function runningIn(containers: Snapshot['containers']): ReadonlySet<ContainerId> {
	const running = (container: Container) => container.state === 'running' || container.state === 'paused';
	return new Set([...containers.values()].filter(running).map(container => container.id));
}

/** A reading that arrives after its container stopped or went is dropped. */
function withSamples(snapshot: Snapshot, samples: readonly Sample[]): Snapshot['traffic'] {
	const running = runningIn(snapshot.containers);
	const traffic = new Map(snapshot.traffic);
	let changed = false;
	for (const sample of samples) {
		const previous = traffic.get(sample.container);
		const next = running.has(sample.container) ? advance(previous, sample) : previous;
		if (next === undefined || next === previous) continue;
		traffic.set(sample.container, next);
		changed = true;
	}
	return changed ? traffic : snapshot.traffic;
}

function withProbe(probes: readonly Probed[], probed: Probed): readonly Probed[] {
	const at = probes.findIndex(({id}) => id === probed.id);
	return at === -1 ? [...probes, probed].slice(-maxProbes) : probes.with(at, probed);
}
