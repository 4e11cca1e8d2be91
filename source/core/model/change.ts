import type {Probed} from '../probes/probed.js';
import type {Container, ContainerId} from './container.js';
import type {Diagnosis} from './diagnosis.js';
import type {Host} from './host.js';
import type {Network} from './network.js';
import type {Observation} from './observation.js';
import type {HostId, Key} from './reference.js';
import type {Sample} from './sample.js';
import type {Connection} from './snapshot.js';
import type {Swarm} from './swarm.js';

/** Something the engine reported. `at`: milliseconds since 1970. */
export type EngineEvent = {
	readonly host: HostId;
	readonly at: number;
	readonly kind: 'network' | 'container';
	readonly action: string;
	readonly id: string;
	readonly name: string;
	/** For a network event: the container's id that was connected or disconnected. */
	readonly container?: ContainerId;
};

/** Everything that happens is one of these; one reducer folds them into a Snapshot. */
export type Change =
	| {readonly type: 'host'; readonly host: Host}
	| {readonly type: 'connection'; readonly host: HostId; readonly connection: Connection}
	/** The complete list: what is not in it is gone. */
	| {readonly type: 'networks'; readonly host: HostId; readonly networks: readonly Network[]}
	| {readonly type: 'containers'; readonly host: HostId; readonly containers: readonly Container[]}
	| {readonly type: 'network'; readonly network: Network}
	| {readonly type: 'network-gone'; readonly host: HostId; readonly id: string}
	| {readonly type: 'container'; readonly container: Container}
	| {readonly type: 'container-gone'; readonly host: HostId; readonly id: ContainerId}
	| {readonly type: 'event'; readonly event: EngineEvent}
	| {readonly type: 'samples'; readonly samples: readonly Sample[]}
	| {readonly type: 'swarm'; readonly host: HostId; readonly swarm: Swarm}
	/** Facts of one place are added to those known; `key`: the container's, or that of the host itself (`host/host`). */
	| {readonly type: 'observed'; readonly key: Key; readonly observation: Observation}
	| {readonly type: 'diagnosed'; readonly host: HostId; readonly diagnosis: Diagnosis}
	| {readonly type: 'probe'; readonly probed: Probed};
