import type {ContainerId} from './container.js';
import type {HostId} from './reference.js';

/** A swarm service as its manager has it. */
export type Service = {
	readonly host: HostId;
	readonly id: string;
	readonly name: string;
	readonly mode: 'replicated' | 'global' | 'job';
	/** Of a replicated service. */
	readonly replicas?: number;
	readonly endpointMode: 'vip' | 'dnsrr';
	/** Without the ingress network. `vip`: the virtual IP there. */
	readonly networks: readonly {
		readonly networkId: string;
		readonly aliases: readonly string[];
		readonly vip?: string;
	}[];
	readonly ports: readonly {
		readonly protocol: string;
		readonly targetPort: number;
		readonly publishedPort?: number;
		readonly mode: 'ingress' | 'host';
	}[];
	readonly labels: Readonly<Record<string, string>>;
	/** What a node must be to run its tasks: `node.labels.zone==a`. */
	readonly constraints?: readonly string[];
	/** What became of its last update: `completed`, `paused`, `rollback_completed` …, and why. */
	readonly update?: {readonly state: string; readonly message?: string};
};

/** One run of a service's container on a node. */
export type Task = {
	readonly host: HostId;
	readonly id: string;
	readonly serviceId: string;
	readonly slot?: number;
	readonly nodeId?: string;
	/** The engine's words: `running`, `rejected`, `failed`, `pending` … */
	readonly state: string;
	readonly desiredState: string;
	/** Why it is not as desired, in the engine's words. */
	readonly error?: string;
	readonly containerId?: ContainerId;
	readonly addresses: readonly {readonly networkId: string; readonly address: string}[];
};

export type Node = {
	readonly host: HostId;
	readonly id: string;
	/** The machine's name. */
	readonly name: string;
	readonly role: 'manager' | 'worker';
	/** `ready`, `down`, `unknown`, `disconnected`. */
	readonly state: string;
	/** Why, in the manager's words: `heartbeat failure …`. */
	readonly message?: string;
	readonly availability: 'active' | 'pause' | 'drain';
	readonly address?: string;
	readonly engineVersion?: string;
};

/** Known on managers; on other engines all are empty. */
export type Swarm = {
	readonly services: readonly Service[];
	readonly tasks: readonly Task[];
	readonly nodes: readonly Node[];
};
