import type {Probed} from '../probes/probed.js';
import type {Traffic} from '../traffic/traffic.js';
import type {EngineEvent} from './change.js';
import type {Container, ContainerId} from './container.js';
import type {Failure} from './failure.js';
import type {Host} from './host.js';
import type {Network} from './network.js';
import type {HostId, Key} from './reference.js';

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
	events: [],
	probes: [],
};
