import type {Probed} from '../probes/probed.js';
import type {Traffic} from '../traffic/traffic.js';
import type {EngineEvent} from './change.js';
import type {Container, ContainerId} from './container.js';
import type {Diagnosis} from './diagnosis.js';
import type {Failure} from './failure.js';
import type {Host} from './host.js';
import type {Network} from './network.js';
import type {Observation} from './observation.js';
import type {HostId, Key} from './reference.js';
import type {Swarm} from './swarm.js';

/** `connecting`: nothing known yet. `live`: events flow (or lists, with a `note` that says why). `stale`: the last picture stays, with the reason; retried at `retryAt`. */
export type Connection =
	| {readonly state: 'connecting'}
	| {readonly state: 'live'; readonly since: number; readonly note?: string}
	| {readonly state: 'stale'; readonly since: number; readonly failure: Failure; readonly retryAt?: number};

/** All that is known at one moment. Maps are never mutated: what did not change keeps its identity. */
export type Snapshot = {
	readonly hosts: ReadonlyMap<HostId, Host>;
	readonly connections: ReadonlyMap<HostId, Connection>;
	readonly networks: ReadonlyMap<Key, Network>;
	readonly containers: ReadonlyMap<Key, Container>;
	readonly traffic: ReadonlyMap<ContainerId, Traffic>;
	/** By the host that told. */
	readonly swarms: ReadonlyMap<HostId, Swarm>;
	/** What was measured, by container, and by host (`host/host`). */
	readonly observations: ReadonlyMap<Key, Observation>;
	/** The newest of each host that was examined. */
	readonly diagnoses: ReadonlyMap<HostId, Diagnosis>;
	/** Newest last, at most 500. */
	readonly events: readonly EngineEvent[];
	/** Newest last, at most 200. */
	readonly probes: readonly Probed[];
};

export const emptySnapshot: Snapshot = {
	hosts: new Map(),
	connections: new Map(),
	networks: new Map(),
	containers: new Map(),
	traffic: new Map(),
	swarms: new Map(),
	observations: new Map(),
	diagnoses: new Map(),
	events: [],
	probes: [],
};
